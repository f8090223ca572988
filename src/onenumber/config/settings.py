"""All settings in one file. What differs from one installation to the next comes from the environment.

ONENUMBER_DATA      folder of the SQLite file, the secret key and the exports (default: ./data)
ONENUMBER_DATABASE  postgresql://user:password@host:port/name, or sqlite:////absolute/path (default: in the folder)
ONENUMBER_HOSTS     names this service answers to, commas between (default: this machine only)
"""

import os
from pathlib import Path

from onenumber.config.database import database_from
from onenumber.config.gateway import text_gateway
from onenumber.config.identity import identity_provider
from onenumber.config.secret import secret_file, secret_key

DATA = Path(os.environ.get("ONENUMBER_DATA", "data")).resolve()
DEMONSTRATION = (DATA / "demonstration").exists()
SECRET_KEY = secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ONENUMBER_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
HTTPS = os.environ.get("ONENUMBER_HTTPS", "") == "1"

ROOMS = [
    "onenumber.records",
    "onenumber.design",
    "onenumber.audit",
    "onenumber.organisations",
    "onenumber.access",
    "onenumber.messaging",
    "onenumber.persons",
    "onenumber.workforce",
    "onenumber.continuity",
    "onenumber.rota",
    "onenumber.intake",
    "onenumber.cases",
    "onenumber.allocation",
    "onenumber.welfare",
    "onenumber.neighbours",
    "onenumber.handover",
    "onenumber.fieldwork",
    "onenumber.hub",
    "onenumber.returns",
    "onenumber.governance",
    "onenumber.demo",
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    *ROOMS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "onenumber.access.middleware.SessionLimits",
    "onenumber.access.middleware.ViewerMiddleware",
    "onenumber.access.middleware.PostLimit",
    "onenumber.access.middleware.SignInRequired",
    "onenumber.access.middleware.SecondFactor",
    "onenumber.continuity.middleware.FromPaperMiddleware",
]
ROOT_URLCONF = "onenumber.config.urls"
WSGI_APPLICATION = "onenumber.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "onenumber.design.jinja.environment",
            "context_processors": ["onenumber.access.context.page_context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_from(os.environ.get("ONENUMBER_DATABASE", ""), data=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["onenumber.access.sign_in.backend.SignInBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
PRACTITIONER_OF_USER = (
    "practitioner__id"  # workforce is a later room than access: the roof says where to look
)
OPENED_RECORDS = "onenumber.hub.queries.opened.opened_records"  # as above: for the review of openings
WALLS = "onenumber.config.walls.WALLS"  # as above: which rows of which room's tables PostgreSQL shows to whom
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_ADAPTER = "onenumber.access.sign_in.account_adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are typed by the system administrator, nobody signs up
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "One Number: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {
    # Thirty people behind one address start their day in the same minutes; guessing is counted by account and
    # address together (account_adapter), so neither a stranger nor a neighbour locks anybody out.
    "login": "240/m/ip",
    "login_failed": "5/5m/key",
    "reset_password": "60/m/ip,3/m/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("ONENUMBER_PROXIES", "0"))
ACCOUNT_FORMS = {
    "login": "onenumber.access.sign_in.forms.LoginForm",
    "reauthenticate": "onenumber.access.sign_in.forms.ReauthenticateForm",
    "change_password": "onenumber.access.sign_in.forms.ChangePasswordForm",
    "reset_password": "onenumber.access.sign_in.forms.ResetPasswordForm",
    "reset_password_from_key": "onenumber.access.sign_in.forms.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "authenticate": "onenumber.access.sign_in.forms.CodeForm",
    "reauthenticate": "onenumber.access.sign_in.forms.CodeAgainForm",
    "activate_totp": "onenumber.access.sign_in.forms.FirstCodeForm",
}
MFA_ADAPTER = "onenumber.access.sign_in.account_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "One Number"
MFA_ALLOW_UNVERIFIED_EMAIL = True
SECOND_FACTOR_REQUIRED = not DEMONSTRATION or os.environ.get("ONENUMBER_DEMONSTRATION_SECOND_FACTOR") == "1"

IDENTITY_PROVIDER = identity_provider(os.environ)
SOCIALACCOUNT_ADAPTER = "onenumber.access.sign_in.organisation_adapter.OrganisationSignIn"
SOCIALACCOUNT_PROVIDERS = {"organisation": IDENTITY_PROVIDER.as_allauth()} if IDENTITY_PROVIDER else {}
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False

# A demonstration may follow a replayed clock and is often left open on a table: no limits unless they are asked for.
SESSION_HOURS = int(os.environ.get("ONENUMBER_SESSION_HOURS", "0" if DEMONSTRATION else "12"))
SESSION_IDLE_MINUTES = int(os.environ.get("ONENUMBER_SESSION_IDLE_MINUTES", "0" if DEMONSTRATION else "30"))
POSTS_A_MINUTE = int(os.environ.get("ONENUMBER_POSTS_A_MINUTE", "600"))
SESSION_ENGINE = "onenumber.access.sign_in.session_store"
SESSION_COOKIE_AGE = (SESSION_HOURS or 24 * 30) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "onenumber.access.views.failures.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'", *([IDENTITY_PROVIDER.origin] if IDENTITY_PROVIDER else [])],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # the static middleware warns about a folder that is not there
WHITENOISE_USE_FINDERS = True
WHITENOISE_MANIFEST_STRICT = False

# The pack for an outage. In a demonstration both lie in its folder, where they can be tried.
PACK_FOLDERS = [
    folder
    for folder in (
        os.environ.get("ONENUMBER_PACK_FOLDER", str(DATA / "packs") if DEMONSTRATION else ""),
        os.environ.get("ONENUMBER_PACK_SECOND_FOLDER", ""),
    )
    if folder
]
PACK_PASSPHRASES = os.environ.get(
    "ONENUMBER_PACK_PASSPHRASES", str(DATA / "pack_passphrases") if DEMONSTRATION else ""
)
PACKS_KEPT = int(os.environ.get("ONENUMBER_PACKS_KEPT", "12"))

# A demonstration has no mail server: what would be sent lies in its folder, where it can be read.
BACKENDS = "django.core.mail.backends"
EMAIL_BACKEND = os.environ.get(
    "ONENUMBER_EMAIL_BACKEND", f"{BACKENDS}.{'filebased' if DEMONSTRATION else 'smtp'}.EmailBackend"
)
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = os.environ.get("ONENUMBER_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ONENUMBER_EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ONENUMBER_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = secret_file(os.environ.get("ONENUMBER_EMAIL_PASSWORD_FILE", ""))
EMAIL_USE_TLS = os.environ.get("ONENUMBER_EMAIL_TLS", "") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("ONENUMBER_EMAIL_FROM", "one-number@localhost")

TEXT_GATEWAY = text_gateway(os.environ)  # None: texts are not sent, and every page that matters says so
# Who sees the board by their duty: the menu is an earlier room than the duty list, so the roof names who is asked.
MENU_BOARD = "onenumber.hub.policies.boards_of"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "records_cache"}}
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A refused form is an answer, not a fault: only server errors are worth the terminal.
    "loggers": {"django.request": {"level": "ERROR"}},
}
