"""Django's settings, all from `environment`. Each one that is not obvious says why."""

from datetime import timedelta
from pathlib import Path

from heeded.config.databases import database
from heeded.config.environment import read_environment
from heeded.config.file_store import file_store
from heeded.config.openid import openid_apps

ENVIRONMENT = read_environment()
DATA = ENVIRONMENT.data
MODE = ENVIRONMENT.mode
PRODUCTION = MODE == "production"

FILE_COPIES = DATA / "file-copies"  # of files whose store is elsewhere: a cache, bounded
FILE_COPIES_MEGABYTES = 2000
PICTURES = DATA / "pictures"  # page pictures: a cache, bounded
PICTURES_MEGABYTES = 500
INDEX = DATA / "index"  # the word index: derived, this node's own
ERASURES = DATA / "erasures.jsonl"  # outside every backup, replayed on restore
WORK_FOLDER = DATA / "work"
MODEL = ENVIRONMENT.model  # the sentence model's folder, where the operator names one

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
# Outside production the site answers to this machine's own names alone, whatever else is asked for: there
# one click or no second factor may be enough, and another site could point its name here.
ALLOWED_HOSTS = list(ENVIRONMENT.hosts) if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
if MODE == "test":
    ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
USE_X_FORWARDED_HOST = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
ROOT_URLCONF = "heeded.config.urls"
WSGI_APPLICATION = "heeded.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "heeded.core",
    "heeded.people",
    "heeded.library",
    "heeded.search",
    "heeded.intake",
    "heeded.learning",
    "heeded.practice",
    "heeded.briefing",
    "heeded.reach",
    "heeded.web",
]

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",  # first, so that nothing leaves without the policy: redirects, files, errors
    "heeded.api.middleware.ApiAnswers",  # whatever says no below, the API's callers hear it in one shape
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "heeded.web.middleware.SmallPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "heeded.web.middleware.ViewerMiddleware",
    "heeded.web.public_node.ReadOnlyWhereFollowing",
    "heeded.web.outside_readings.NotesOutsideReadings",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent.parent / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "heeded.web.context.page",
            ],
        },
    }
]
CSRF_FAILURE_VIEW = "heeded.web.views.about.forged"
FORM_RENDERER = "heeded.web.forms.GovukRenderer"

DATABASES = {"default": database(ENVIRONMENT.database, DATA)}

# What one process counts every other must know, on whichever machine: failed log-ins, codes that were used.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
if MODE == "test":  # a test has only its own process, and the database only where it asks for it
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

STORAGES = {
    "default": file_store(ENVIRONMENT.files, data=DATA),  # originals and derived files, named by hash
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: WhiteNoise finds the files where the package has them
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = WORK_FOLDER
DATA_UPLOAD_MAX_NUMBER_FILES = 200
UPLOAD_MEGABYTES = 200  # for one file

# Requests to the API: a program of somebody known may work; a stranger reads one review at a time.
API_TOKEN_A_MINUTE = 600
API_ANONYMOUS_A_MINUTE = 60
API_ANONYMOUS_A_DAY = 2_000

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
TIME_ZONE = "Europe/London"  # what people see; instants are stored in UTC
USE_TZ = True

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come from invitations, which prove the address
ACCOUNT_ADAPTER = "heeded.people.adapters.InvitationOnly"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Heeded: "
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {
    "login_failed": "10/m/ip,5/15m/key",  # lockout: 5 wrong tries for one address
    "report_problem": "30/h/ip",  # anybody may, so that nobody can fill the queue
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes this site write to strangers
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_FORMS = {
    "login": "heeded.web.forms_of_account.LogInForm",
    "reset_password": "heeded.web.forms_of_account.AskResetForm",
    "reset_password_from_key": "heeded.web.forms_of_account.ResetForm",
    "change_password": "heeded.web.forms_of_account.ChangeForm",
    "set_password": "heeded.web.forms_of_account.SetForm",
    "add_email": "heeded.web.forms_of_account.AddEmailForm",
    "reauthenticate": "heeded.web.forms_of_account.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "heeded.web.forms_of_account.CodeForm",
    "reauthenticate": "heeded.web.forms_of_account.CodeAgainForm",
    "activate_totp": "heeded.web.forms_of_account.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Heeded"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an older account may have no proved address; its invitation proved it
USERSESSIONS_TRACK_ACTIVITY = True
SOCIALACCOUNT_ADAPTER = "heeded.people.adapters.KnownPeopleOnly"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # who logs in there is the account with that verified address here
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": openid_apps(ENVIRONMENT.identity_provider)}}
SECOND_FACTOR_FOR_RESTRICTED = MODE not in {"mine", "demo"}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
# An address may hold somebody’s worry, so no other site hears of it. Not "no-referrer": with that a browser
# sends forms without their origin, and the check against forged ones refuses them all.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = ENVIRONMENT.from_address
if ENVIRONMENT.email_url:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, _, _port = ENVIRONMENT.email_url.partition(":")
    EMAIL_PORT = int(_port or 25)
    EMAIL_TIMEOUT = 30  # seconds: a mail server that hangs must not stop a worker

SEARCH_ENGINES_MAY_INDEX = ENVIRONMENT.search_engines_may_index
WORKERS = ENVIRONMENT.workers
PUBLIC_ADDRESS = ENVIRONMENT.address
FOLLOW_PATIENCE = timedelta(hours=ENVIRONMENT.follow_patience)  # of a public node that hears nothing
ALERTS_HOUR = ENVIRONMENT.alerts_hour  # in London, when saved searches are looked after

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # Paths are logged without their query string: a search collects nobody's case.
    "filters": {"no_query": {"()": "heeded.core.logs.WithoutQuery"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["no_query"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"heeded": {"level": "INFO"}, "pypdfium2": {"level": "ERROR"}},
}
# Outside production there is no TLS. In production the site speaks for its own name only, not for subdomains.
SILENCED_SYSTEM_CHECKS = (
    ["security.W005", "security.W021"] if PRODUCTION else ["security.W004", "security.W008"]
)
