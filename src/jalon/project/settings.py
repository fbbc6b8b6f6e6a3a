"""Django's settings, drawn from the environment by `environment`."""

from pathlib import Path

import django_stubs_ext

from jalon.kernel.languages import OWN_NAMES
from jalon.project import environment, limits

django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent.parent

JALON_HOME = environment.home()
JALON_FILES = JALON_HOME / "files"
JALON_INDEX = JALON_HOME / "index"
JALON_MODELS = JALON_HOME / "models"
JALON_ENCODER = environment.encoder()
JALON_LEARN_AFTER = environment.number("JALON_LEARN_AFTER", least=0)
JALON_LEARN_FROM_HIDDEN = environment.switch("JALON_LEARN_FROM_HIDDEN")
JALON_PICTURES = JALON_HOME / "pictures"
JALON_PICTURES_BYTES = environment.number("JALON_PICTURES_MB") * 1_000_000
JALON_LARGEST_FILE_BYTES = environment.number("JALON_LARGEST_FILE_MB") * 1_000_000
JALON_READING_SECONDS = environment.number("JALON_READING_SECONDS")
JALON_READING_MEMORY_MB = environment.number("JALON_READING_MEMORY_MB")
JALON_WORKERS = environment.workers()
JALON_PROXIES = environment.number("JALON_PROXIES", least=0)
JALON_ALLOWANCES = limits.allowances()
JALON_LIMITED_READS, JALON_LIMITED_ACTS = limits.READS, limits.ACTS

SECRET_KEY = environment.secret_key()
DEBUG = environment.switch("JALON_DEBUG")
JALON_ADDRESS = environment.address()
ALLOWED_HOSTS = environment.hosts()

INSTALLED_APPS = [
    "jalon.project",
    "jalon.api",
    "jalon.pages",
    "jalon.reviews",
    "jalon.practices",
    "jalon.library",
    "jalon.frameworks",
    "jalon.atlas",
    "jalon.search",
    "jalon.base",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "jalon.base.frames.logs.RequestNumbers",
    "jalon.base.frames.pages.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "jalon.base.frames.mistakes.WellFormed",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "jalon.base.frames.limits.Limits",
    "jalon.base.frames.access.AddressAccess",  # before forms are read, which CSRF does
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "jalon.base.frames.sessions.SessionsSeen",
    "jalon.base.frames.pages.RefusalPages",
]

ROOT_URLCONF = "jalon.project.urls"
WSGI_APPLICATION = "jalon.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "jalon.base.frames.pages.frame",
            ],
            "builtins": ["jalon.base.templatetags.jalon", "jalon.base.templatetags.people"],
        },
    }
]

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [(tag.lower(), name) for tag, name in OWN_NAMES.items()]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = JALON_HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_TEMP_DIR = str(environment.uploads()) if environment.uploads().is_dir() else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "base_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
"""Counts of attempts to sign in: shared by all web processes, and gone when they are old."""

AUTH_USER_MODEL = "base.Person"
AUTHENTICATION_BACKENDS = ["jalon.base.frames.accounts.SigningIn"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
     "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
     "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]  # fmt: skip
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "base:account"

JALON_SIGN_UP_IS_OPEN = environment.choice("JALON_SIGN_UP", among=("invitation", "open")) == "open"
JALON_SENDS_MAIL = environment.sends_mail()
JALON_SECOND_FACTOR = environment.switch("JALON_SECOND_FACTOR")

ACCOUNT_ADAPTER = "jalon.base.frames.accounts.Accounts"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if environment.switch("JALON_HTTPS") else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Jalon: "
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_FORMS = {
    "add_email": "jalon.base.forms.accounts.AddressForm",
    "reauthenticate": "jalon.base.forms.accounts.AskAgainForm",
    "reset_password": "jalon.base.forms.accounts.ForgottenForm",
    "login": "jalon.base.forms.accounts.SignInForm",
    "signup": "jalon.base.forms.accounts.SignUpForm",
    "change_password": "jalon.base.forms.accounts.ChangePasswordForm",
    "reset_password_from_key": "jalon.base.forms.accounts.ResetPasswordKeyForm",
    "set_password": "jalon.base.forms.accounts.SetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {"login_failed_on_device": "10/300s/key"}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
MFA_ADAPTER = "jalon.base.frames.accounts.Factors"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # of an address that is changed; nobody signs in with one
MFA_FORMS = {
    "activate_totp": "jalon.base.forms.factors.ActivateAppForm",
    "add_webauthn": "jalon.base.forms.factors.AddKeyForm",
    "authenticate": "jalon.base.forms.factors.CodeForm",
    "edit_webauthn": "jalon.base.forms.factors.RenameKeyForm",
    "reauthenticate": "jalon.base.forms.factors.CodeAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Jalon"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not environment.switch("JALON_HTTPS")
SOCIALACCOUNT_ADAPTER = "jalon.base.frames.accounts.SingleSignOn"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_FORMS = {
    "disconnect": "jalon.base.forms.accounts.ConnectionsForm",
    "signup": "jalon.base.forms.accounts.ProviderSignUpForm",
}
SOCIALACCOUNT_LOGIN_ON_GET = True  # browsers refuse to lead a sent form to another host (CSP)
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": environment.single_sign_on()}
}

PASSWORD_RESET_TIMEOUT = environment.DAY_SECONDS
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * environment.DAY_SECONDS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if environment.switch("JALON_HTTPS"):
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"  # no other host of the domain can set it
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"

globals().update(environment.mail())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"numbered": {"()": "jalon.base.frames.logs.Numbered"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {request_number} {message}", "style": "{"}
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["numbered"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
