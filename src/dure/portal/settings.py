"""Every setting of the server. This file alone reads the environment.

DURE_HOME           where the database, assets and files are kept (default: ./var)
DURE_PACKS          the folder of packs (default: packs/ of the checkout or of the wheel)
DURE_DATABASE_URL   postgresql://user:password@host/name; without it SQLite in DURE_HOME
DURE_SECRET_KEY     the key of sessions (default: made once and kept in DURE_HOME)
DURE_HOSTS          host names the server answers to, with commas (default: localhost and loopback)
DURE_HTTPS          1 behind HTTPS: cookies are marked secure and HSTS is sent
DURE_DEMO           1 makes demo accounts at `dure up` (default: 1 while DURE_HOSTS is not set)
DURE_PROXY          1 behind one reverse proxy that sets X-Forwarded-For and X-Forwarded-Proto
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

CODE = Path(__file__).resolve().parents[1]
ROOT = CODE.parents[1]
HOME = Path(os.environ.get("DURE_HOME", "var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)
SHIPPED_PACKS = ROOT / "packs" if (ROOT / "packs").is_dir() else CODE / "packs"
PACKS = Path(os.environ.get("DURE_PACKS") or SHIPPED_PACKS).resolve()


def _kept_secret(path: Path) -> str:
    """The key kept in `path`; made on first use, readable by its owner alone."""
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()


def _database(url: str | None) -> dict[str, object]:
    """Django's DATABASES entry for `url`, or for SQLite in HOME."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "dure.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;",
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair),
    }


SECRET_KEY = os.environ.get("DURE_SECRET_KEY") or _kept_secret(HOME / "secret-key")
ALLOWED_HOSTS = os.environ.get("DURE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = os.environ.get("DURE_HTTPS") == "1"
DEMO = os.environ.get("DURE_DEMO", "0" if "DURE_HOSTS" in os.environ else "1") == "1"
DEBUG = False

DATABASES = {"default": _database(os.environ.get("DURE_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "dure.kernel.parties",
    "dure.kernel.things",
    "dure.kernel.observations",
    "dure.kernel.ledgers",
    "dure.kernel.cases",
    "dure.kernel.plans",
    "dure.kernel.runs",
    "dure.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "dure.portal.urls"
WSGI_APPLICATION = "dure.portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [CODE / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "dure.portal.templatetags.blocks"],
            "string_if_invalid": "",
        },
    }
]

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
# Each room keeps its own translations; `dure up` compiles them into HOME.
LOCALE_PATHS = sorted(path for path in (HOME / "locale").glob("*") if path.is_dir())
USE_I18N = True
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [CODE / "portal" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False

AUTH_USER_MODEL = "parties.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

MIGRATION_MODULES: dict[str, str] = {}

# --- Accounts and security ---------------------------------------------------------------------------------

PROXY = os.environ.get("DURE_PROXY") == "1"

# An account has a login name and no e-mail address; mail is never sent.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
