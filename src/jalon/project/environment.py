"""What the environment says about this installation: each variable is read here, with its type."""

import os
import re
import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _


class BadSetting(JalonError):
    """An environment variable holds something that cannot be used."""

    code = "bad-setting"
    sentence = _(
        "The setting {name} is “{value}”, which is not {wanted}. Correct it and start again."
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """One environment variable: its name, what it means, and what holds without it."""

    name: str
    meaning: str
    default: str


SETTINGS = (
    Setting(
        name="JALON_HOME",
        meaning="Folder of an embedded installation: database, files, index, logs.",
        default="./var",
    ),
    Setting(
        name="JALON_DATABASE_URL",
        meaning="PostgreSQL database, as postgresql://user:password@host:port/name.",
        default="(SQLite in JALON_HOME)",
    ),
    Setting(
        name="JALON_SECRET_KEY",
        meaning="Secret for signed cookies and forms; made and kept in JALON_HOME when absent.",
        default="(made at first start)",
    ),
    Setting(
        name="JALON_DEBUG",
        meaning="1 shows developers' error pages; never on a public server.",
        default="0",
    ),
    Setting(
        name="JALON_HOSTS",
        meaning="Host names this server answers to, separated by commas.",
        default="127.0.0.1,localhost,[::1]",
    ),
    Setting(
        name="JALON_HTTPS",
        meaning="1 when the server stands behind HTTPS: secure cookies and strict transport.",
        default="0",
    ),
    Setting(
        name="JALON_LARGEST_FILE_MB",
        meaning="Largest document accepted, in megabytes (10^6 bytes).",
        default="250",
    ),
    Setting(
        name="JALON_READING_SECONDS",
        meaning="Time one document may take to be read, in seconds.",
        default="120",
    ),
    Setting(
        name="JALON_READING_MEMORY_MB",
        meaning="Memory one reading process may use, in megabytes.",
        default="1500",
    ),
    Setting(
        name="JALON_WORKERS",
        meaning="Processes that read documents at the same time.",
        default="(number of cores, at most 4)",
    ),
)
DAY_SECONDS = 86_400

_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def text(name: str) -> str:
    """The value of a listed variable, or its default when it is absent or empty."""
    return os.environ.get(name) or _DEFAULTS[name]


def number(name: str, *, default: int | None = None) -> int:
    """A whole number above zero.

    Raises:
        BadSetting: The variable holds something else.
    """
    value = os.environ.get(name, "")
    if not value:
        return default if default is not None else int(_DEFAULTS[name])
    if not value.isdecimal() or int(value) == 0:
        raise BadSetting(name=name, value=value, wanted=_("a whole number above zero"))
    return int(value)


def switch(name: str) -> bool:
    """Whether a variable is 1; 0 or absent is no.

    Raises:
        BadSetting: The variable holds something else.
    """
    value = text(name)
    if value not in {"0", "1"}:
        raise BadSetting(name=name, value=value, wanted=_("0 or 1"))
    return value == "1"


def home() -> Path:
    """The folder of this installation, as an absolute path; it need not exist yet."""
    return Path(text("JALON_HOME")).expanduser().resolve()


def uploads() -> Path:
    """The folder of files that are being sent; it need not exist yet."""
    return home() / "uploads"


def prepare_home() -> Path:
    """Make the folder of this installation, with its secret, when they are missing.

    Raises:
        BadSetting: JALON_HOME is no folder, or one that may not be written to.
    """
    folder = home()
    file = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear(uploads())
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    except OSError as error:
        wanted = _("a folder that can be made and written to")
        raise BadSetting(name="JALON_HOME", value=str(folder), wanted=wanted) from error
    return folder


def _clear(folder: Path) -> None:
    """Make a folder, and remove what a server that was killed left in it a day ago or before."""
    folder.mkdir(mode=0o700, exist_ok=True)
    for file in folder.iterdir():
        if file.stat().st_mtime < time.time() - DAY_SECONDS:
            file.unlink(missing_ok=True)


def workers() -> int:
    """How many documents are read at the same time."""
    return number("JALON_WORKERS", default=min(os.cpu_count() or 1, 4))


def secret_key() -> str:
    """The secret of this installation; one for this process only before the first start."""
    file = home() / "secret-key"
    given = os.environ.get("JALON_SECRET_KEY", "")
    if given or not file.exists():
        return given or secrets.token_urlsafe(50)
    return file.read_text(encoding="utf-8")


def database() -> dict[str, object]:
    """Django's description of the database: PostgreSQL when one is named, else SQLite with WAL.

    Raises:
        BadSetting: JALON_DATABASE_URL is not a PostgreSQL address.
    """
    url = os.environ.get("JALON_DATABASE_URL", "")
    return _postgresql(url) if url else _sqlite(home() / "jalon.sqlite3")


def _sqlite(file: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA cache_size=-16000;PRAGMA mmap_size=33554432;",
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise _bad_address(url) from error
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise _bad_address(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": port,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _bad_address(url: str) -> BadSetting:
    """The refusal of a database address, with what may be its password left out."""
    shown = re.sub(r"(?<=://)([^:@]*):.*@", r"\1:***@", url)
    wanted = _("an address such as postgresql://user:password@host:5432/jalon")
    return BadSetting(name="JALON_DATABASE_URL", value=shown, wanted=wanted)
