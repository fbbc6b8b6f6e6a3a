"""Environment variables of an installation: what each means, and what holds without it."""

from dataclasses import dataclass


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
        name="JALON_ADDRESS",
        meaning="Address that people type to come here, for links in mail; https:// on a public "
        "server.",
        default="http://127.0.0.1:8000",
    ),
    Setting(
        name="JALON_HTTPS",
        meaning="1 when the server stands behind HTTPS: secure cookies and strict transport.",
        default="0",
    ),
    Setting(
        name="JALON_SIGN_UP",
        meaning="Who may open an account: “invitation” (only invited people) or “open” (anybody).",
        default="invitation",
    ),
    Setting(
        name="JALON_SECOND_FACTOR",
        meaning="1 lets duties sleep until an account has a second factor; 0 only where one person "
        "uses one machine.",
        default="1",
    ),
    Setting(
        name="JALON_MAIL_URL",
        meaning="Mail server, as smtp://user:password@host:587 (STARTTLS) or smtps://…:465; "
        "without it, mail is written to files in JALON_HOME/mail.",
        default="(files in JALON_HOME/mail)",
    ),
    Setting(
        name="JALON_MAIL_FROM",
        meaning="Address that mail comes from.",
        default="jalon@localhost",
    ),
    Setting(
        name="JALON_OIDC_NAME",
        meaning="Name of the single sign-on service, as people know it.",
        default="(no single sign-on)",
    ),
    Setting(
        name="JALON_OIDC_URL",
        meaning="Address of the OpenID Connect provider; its description is read from there.",
        default="(no single sign-on)",
    ),
    Setting(
        name="JALON_OIDC_CLIENT",
        meaning="Client id that the provider gave to this installation.",
        default="(no single sign-on)",
    ),
    Setting(
        name="JALON_OIDC_SECRET",
        meaning="Client secret that the provider gave.",
        default="(no single sign-on)",
    ),
    Setting(
        name="JALON_PROXIES",
        meaning="Reverse proxies of yours before this server; so many steps of X-Forwarded-For are "
        "believed.",
        default="0",
    ),
    Setting(
        name="JALON_LIMITS",
        meaning="Allowances that are not the usual ones, as api=1200/60,searches=300/60: requests "
        "and seconds. Their names are in limits.md.",
        default="(the usual ones)",
    ),
    Setting(
        name="JALON_LARGEST_FILE_MB",
        meaning="Largest document accepted, in megabytes (10^6 bytes).",
        default="250",
    ),
    Setting(
        name="JALON_PICTURES_MB",
        meaning="Room for pictures of pages in JALON_HOME/pictures, in megabytes (10^6 bytes); "
        "those not asked for longest make room. The folder may be emptied.",
        default="500",
    ),
    Setting(
        name="JALON_LEARN_AFTER",
        meaning="New decisions after which the worker runs “jalon learn” by itself; 0 never does.",
        default="0",
    ),
    Setting(
        name="JALON_LEARN_FROM_HIDDEN",
        meaning="1 lets decisions on documents that are not public be learned from; the model is "
        "then used for all, and its words may tell what they speak of.",
        default="0",
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
        name="JALON_ENCODER",
        meaning="Folder of a sentence encoder (model.onnx, tokenizer.json, calibration.json) that "
        "speaks beside the tagger; needs the optional part jalon[encoder].",
        default="(no encoder)",
    ),
    Setting(
        name="JALON_WORKERS",
        meaning="Processes that read documents at the same time.",
        default="(number of cores, at most 4)",
    ),
)
