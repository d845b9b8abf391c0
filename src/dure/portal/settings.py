"""Every setting of the server. This file alone reads the environment.

DURE_HOME           where the database, assets and files are kept (default: ./var)
DURE_PACKS          the folder of packs (default: packs/ of the checkout or of the wheel)
DURE_DATABASE_URL   postgresql://user:password@host/name; without it SQLite in DURE_HOME
DURE_SECRET_KEY     the key of sessions (default: made once and kept in DURE_HOME)
DURE_HOSTS          host names the server answers to, with commas (default: localhost and loopback)
DURE_HTTPS          1 behind HTTPS: cookies are marked secure and HSTS is sent
DURE_DEMO           1 makes demo accounts at `dure up` (default: 1 while DURE_HOSTS is not set)
DURE_PROXY          1 behind one reverse proxy that sets X-Forwarded-For and X-Forwarded-Proto
DURE_CHANGES_PER_MINUTE  how many changing requests one address may send in a minute (default: 60)
DURE_API_PER_MINUTE      how many API requests one address may send in a minute (default: 600)
DURE_LOGIN_ISSUER   the address of another app's identity provider (OpenID Connect), to sign in from there
DURE_LOGIN_CLIENT   what that provider calls this server
DURE_LOGIN_SECRET   the secret it gave
DURE_LOGIN_TITLE    what the button to sign in from there is called
DURE_EMBEDDERS      origins whose pages may show ours in a frame, with commas (default: none)
DURE_PUSH_CONTACT   mailto:… of whoever runs this server; with it notices go to phones that agreed
DURE_PUSH_HOSTS     hosts of push services that notices may be sent to, with commas
DURE_LOG            INFO logs every request, WARNING what went wrong (default: INFO; at a terminal WARNING)
"""

import fcntl
import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

CODE = Path(__file__).resolve().parents[1]
ROOT = CODE.parents[1]
HOME = Path(os.environ.get("DURE_HOME", "var")).resolve()
try:
    HOME.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise SystemExit(
        f"DURE_HOME: {HOME} cannot be made ({error.strerror}). Name a folder you may write."
    ) from None
# What engines compile is kept in the home. It must be said before they are imported.
os.environ.setdefault("NUMBA_CACHE_DIR", str(HOME / "cache" / "numba"))
SHIPPED_PACKS = ROOT / "packs" if (ROOT / "packs").is_dir() else CODE / "packs"
PACKS = Path(os.environ.get("DURE_PACKS") or SHIPPED_PACKS).resolve()


def _whole(name: str, default: int) -> int:
    """The whole number that a setting says."""
    said = os.environ.get(name, "") or str(default)
    if not (said.isascii() and said.isdigit()):
        raise SystemExit(f"{name}: {said} is no whole number. Write one, like {default}.")
    return int(said)


def _origins(name: str) -> tuple[str, ...]:
    """The origins that a setting lists, each as https://host or https://host:port."""
    found = tuple(one.strip().rstrip("/") for one in os.environ.get(name, "").split(",") if one.strip())
    for one in found:
        parts = urlsplit(one)
        if parts.scheme not in {"https", "http"} or not parts.netloc or parts.path or "*" in one:
            raise SystemExit(f"{name}: {one} is no origin. Write each like https://app.example.org.")
    return found


def _kept_secret(path: Path) -> str:
    """The key kept in `path`, readable by its owner alone; made once, whoever else begins at this moment."""
    if not (path.exists() and path.read_text()):
        # Several processes may begin in a new home at once, and one may have been killed before it wrote.
        with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if not file.read():
                file.write(secrets.token_urlsafe(64))
    return path.read_text()


def _database(url: str | None) -> dict[str, object]:
    """Django's DATABASES entry for `url`, or for SQLite in HOME."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": HOME / "dure.sqlite3",
            # Opening the file anew for each request would cost more than most answers.
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384;",
            },
        }
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SystemExit(f"DURE_DATABASE_URL cannot be read: {error}.") from None
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        # The address holds a password: it is not repeated.
        raise SystemExit("DURE_DATABASE_URL: write it like postgresql://user:password@host/name.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        # Only the ledgers' statements are prepared; planning them anew each time would cost half their speed.
        "OPTIONS": {
            "options": "-c plan_cache_mode=force_generic_plan",
            **dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair),
        },
    }


SECRET_KEY = os.environ.get("DURE_SECRET_KEY") or _kept_secret(HOME / "secret-key")
ALLOWED_HOSTS = os.environ.get("DURE_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
HTTPS = os.environ.get("DURE_HTTPS") == "1"
PROXY = os.environ.get("DURE_PROXY") == "1"
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
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.idp.oidc",
    "axes",
    "csp",
    "dure.kernel.parties",
    "dure.kernel.things",
    "dure.kernel.networks",
    "dure.kernel.observations",
    "dure.kernel.ledgers",
    "dure.kernel.cases",
    "dure.kernel.plans",
    "dure.kernel.runs",
    "dure.portal",
]

MIDDLEWARE = [
    "dure.portal.guards.trail.Trail",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "dure.portal.guards.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "dure.portal.guards.frames.Frames",
    "dure.portal.guards.files.Files",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "dure.portal.guards.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "dure.portal.guards.open_api.OpenApi",
    "dure.portal.guards.letters.Letters",
    "dure.portal.guards.size.Size",
    "dure.portal.guards.rate.Rate",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "dure.portal.templatetags.blocks",
            ],
            "string_if_invalid": "",
        },
    }
]

LANGUAGE_CODE = "ko"
# What commands say to a person at a terminal.
TERMINAL_LANGUAGE = "ko" if os.environ.get("LANG", "").startswith("ko") else "en"
# Residents' own pages speak all of them, the others the first two.
LANGUAGES = [("ko", "한국어"), ("en", "English"), ("zh-hans", "简体中文"), ("ja", "日本語")]
# Each room keeps its own translations; `dure up` compiles them into HOME.
LOCALE_PATHS = [HOME / "locale" / room.name for room in sorted((CODE / "portal" / "locale").iterdir())]
USE_I18N = True
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
# Already compressed, or only read by reports.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("woff2", "otf", "png", "pdf")

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

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "dure.portal.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
# An account has a login name and no e-mail address; mail is never sent.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Nobody stays signed in after the browser is closed, nor longer than a working day.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Slower than the lock-out below for one person, but counted over all addresses, and for second steps too.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,20/900s/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Dure"
# Browsers give passkeys to pages over HTTPS, and to http://localhost while somebody tries the product out.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PROXY else 0

# Five failures with one login name from one address: wait a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "dure.portal.account.lockout.counted_name"
AXES_CLIENT_IP_CALLABLE = "dure.portal.guards.client.address"
AXES_LOCKOUT_CALLABLE = "dure.portal.account.lockout.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["login", "username", "ip_address", "password"]

# --- Other apps: signing in from one, acting from one, standing in the frame of one ------------------------

LOGIN_ISSUER = os.environ.get("DURE_LOGIN_ISSUER", "").rstrip("/")
LOGIN_ORIGIN = urlsplit(LOGIN_ISSUER)._replace(path="", query="", fragment="").geturl()
SOCIALACCOUNT_ADAPTER = "dure.portal.account.other_app.OtherAppAdapter"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_AUTO_SIGNUP = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        # Who they are elsewhere, and nothing about them.
        "SCOPE": ["openid"],
        "APPS": [
            {
                "provider_id": "city",
                "name": os.environ.get("DURE_LOGIN_TITLE", "") or urlsplit(LOGIN_ISSUER).hostname or "",
                "client_id": os.environ.get("DURE_LOGIN_CLIENT", ""),
                "secret": os.environ.get("DURE_LOGIN_SECRET", ""),
                "settings": {"server_url": LOGIN_ISSUER},
            }
        ]
        if LOGIN_ISSUER
        else [],
    }
}
IDP_OIDC_ADAPTER = "dure.portal.account.identity.IdentityAdapter"
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 3600
IDP_OIDC_REFRESH_TOKEN_EXPIRES_IN = 90 * 24 * 3600
EMBEDDERS = _origins("DURE_EMBEDDERS")
PUSH_CONTACT = os.environ.get("DURE_PUSH_CONTACT", "")
PUSH_HOSTS = tuple(
    os.environ.get(
        "DURE_PUSH_HOSTS",
        "fcm.googleapis.com,updates.push.services.mozilla.com,web.push.apple.com,notify.windows.com",
    ).split(",")
)

SESSION_COOKIE_NAME = "__Host-dure" if HTTPS else "dure"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-dure-csrf" if HTTPS else "dure-csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "dure.portal.errors.form_expired"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        # Signing in from another app leads there: browsers hold a form to where it ends.
        "form-action": ["'self'", *([LOGIN_ORIGIN] if LOGIN_ISSUER else [])],
        "frame-ancestors": ["'none'"],
    }
}

# What one request may bring: a form's file of 25 MB; a file above 2.5 MB waits on disk, not in memory.
UPLOAD_LIMIT_BYTES = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# How many requests a minute one address may make: changing something, and asking the API.
RATE_LIMIT_CHANGES_PER_MINUTE = _whole("DURE_CHANGES_PER_MINUTE", 60)
RATE_LIMIT_API_PER_MINUTE = _whole("DURE_API_PER_MINUTE", 600)

# Kept in files, so that every worker process sees the same.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# A person at a terminal wants to see what went wrong; a service manager wants every line.
LOG_LEVEL = os.environ.get("DURE_LOG") or ("WARNING" if sys.stderr.isatty() else "INFO")
# One line of JSON for each request; the libraries' own lines would name people and addresses.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "dure.portal.guards.trail.JsonLines"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {
        "dure": {"handlers": ["out"], "level": LOG_LEVEL, "propagate": False},
        "axes": {"handlers": [], "level": "CRITICAL", "propagate": False},
        # What went wrong in a request is logged once, by our own line, with the reference the page shows.
        "django.request": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
