"""Django’s own checks, of which a warning fails; `jalon check` looks at the data instead."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jalon.project.settings")


def main() -> None:
    """Print what Django finds and fail if anything."""
    import django
    from django.core.checks import WARNING, run_checks

    django.setup()
    found = [message for message in run_checks() if message.level >= WARNING]
    print("\n".join(map(str, found)), end="\n" if found else "")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
