"""What the environment says about this installation: each variable is read here, with its type."""

import os
import re
import secrets
import time
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from jalon.kernel.errors import JalonError
from jalon.kernel.errors import text_marker as _
from jalon.project.variables import SETTINGS


class BadSetting(JalonError):
    """An environment variable holds something that cannot be used."""

    code = "bad-setting"
    sentence = _(
        "The setting {name} is “{value}”, which is not {wanted}. Correct it and start again."
    )


DAY_SECONDS = 86_400

_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


def text(name: str) -> str:
    """The value of a listed variable, or its default when it is absent or empty."""
    return os.environ.get(name) or _DEFAULTS[name]


def number(name: str, *, default: int | None = None, least: int = 1) -> int:
    """A whole number, as large as `least` at least (0 or 1).

    Raises:
        BadSetting: The variable holds something else.
    """
    value = os.environ.get(name, "")
    if not value:
        return default if default is not None else int(_DEFAULTS[name])
    if not value.isdecimal() or int(value) < least:
        wanted = _("a whole number above zero") if least else _("a whole number, 0 or more")
        raise BadSetting(name=name, value=value, wanted=wanted)
    return int(value)


def limits(known: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Allowances that are not the usual ones: requests and seconds by name.

    Args:
        known: Names of all allowances.

    Raises:
        BadSetting: JALON_LIMITS holds something else.
    """
    value = os.environ.get("JALON_LIMITS", "")
    found: dict[str, tuple[int, int]] = {}
    for part in filter(None, value.replace(" ", "").split(",")):
        match = re.fullmatch(r"([a-z]+)=([1-9][0-9]{0,8})/([1-9][0-9]{0,8})", part)
        if match is None or match[1] not in set(known):
            wanted = _("a list such as api=1200/60,searches=300/60 with names of allowances")
            raise BadSetting(name="JALON_LIMITS", value=value, wanted=wanted)
        found[match[1]] = int(match[2]), int(match[3])
    return found


def switch(name: str) -> bool:
    """Whether a variable is 1; 0 or absent is no.

    Raises:
        BadSetting: The variable holds something else.
    """
    value = text(name)
    if value not in {"0", "1"}:
        raise BadSetting(name=name, value=value, wanted=_("0 or 1"))
    return value == "1"


def choice(name: str, *, among: tuple[str, ...]) -> str:
    """One of a few words.

    Raises:
        BadSetting: The variable holds something else.
    """
    value = text(name)
    if value not in among:
        raise BadSetting(name=name, value=value, wanted=" / ".join(among))
    return value


def address() -> str:
    """The address of this installation, without a slash at its end.

    Raises:
        BadSetting: JALON_ADDRESS is not the address of a website.
    """
    value = text("JALON_ADDRESS").rstrip("/")
    wanted = _("an address such as https://jalon.example.org, with nothing after the name")
    try:
        parts = urlsplit(value)
        is_whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        is_bare = value == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
    except ValueError as error:
        raise BadSetting(name="JALON_ADDRESS", value=value, wanted=wanted) from error
    if not (is_whole and is_bare):
        raise BadSetting(name="JALON_ADDRESS", value=value, wanted=wanted)
    return value


def sends_mail() -> bool:
    """Whether mail leaves this machine; else it is written to files."""
    return bool(os.environ.get("JALON_MAIL_URL"))


def mail() -> dict[str, object]:
    """Django's settings of mail: a server when one is named, else files in JALON_HOME/mail.

    Raises:
        BadSetting: JALON_MAIL_URL is not the address of a mail server.
    """
    url = os.environ.get("JALON_MAIL_URL", "")
    sender: dict[str, object] = {"DEFAULT_FROM_EMAIL": text("JALON_MAIL_FROM")}
    if not url:
        folder = str(home() / "mail")
        backend = "django.core.mail.backends.filebased.EmailBackend"
        return sender | {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": folder}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _bad_mail_address(url) from error
    usual = parts.scheme in {"smtp", "smtps"} and parts.hostname and not parts.path.strip("/")
    if not usual:
        raise _bad_mail_address(url)
    is_local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return sender | {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and not is_local,
        "EMAIL_TIMEOUT": 20,
    }


def _bad_mail_address(url: str) -> BadSetting:
    """The refusal of the address of a mail server, without its password."""
    wanted = _("an address such as smtp://user:password@host:587")
    return BadSetting(name="JALON_MAIL_URL", value=_without_password(url), wanted=wanted)


def single_sign_on() -> list[dict[str, object]]:
    """What allauth is told of the OpenID Connect provider: nothing, or one.

    Raises:
        BadSetting: Some of its four settings are missing.
    """
    names = ("JALON_OIDC_NAME", "JALON_OIDC_URL", "JALON_OIDC_CLIENT", "JALON_OIDC_SECRET")
    given = [os.environ.get(name, "") for name in names]
    if not any(given):
        return []
    missing = [name for name, value in zip(names, given, strict=True) if not value]
    if missing:
        raise BadSetting(name=missing[0], value="", wanted=_("set, as single sign-on needs it"))
    name, url, client, secret = given
    return [
        {
            "provider_id": "oidc",
            "name": name,
            "client_id": client,
            "secret": secret,
            "settings": {"server_url": url},
        }
    ]


def hosts() -> list[str]:
    """The names of hosts that this server answers to.

    Raises:
        BadSetting: There is none, or one stands for all: links in mail would lead anywhere.
    """
    value = text("JALON_HOSTS")
    names = [name.strip() for name in value.split(",") if name.strip()]
    if not names or "*" in names:
        wanted = _("a list of names such as jalon.example.org")
        raise BadSetting(name="JALON_HOSTS", value=value, wanted=wanted)
    return names


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


def encoder() -> str:
    """The folder of a sentence encoder, as an absolute path; empty without one."""
    given = os.environ.get("JALON_ENCODER", "")
    return str(Path(given).expanduser().resolve()) if given else ""


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
    wanted = _("an address such as postgresql://user:password@host:5432/jalon")
    return BadSetting(name="JALON_DATABASE_URL", value=_without_password(url), wanted=wanted)


def _without_password(url: str) -> str:
    return re.sub(r"(?<=://)([^:@]*):.*@", r"\1:***@", url)
