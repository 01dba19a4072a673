"""Every setting, in one file; what differs from place to place comes from the environment through env.py."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
# Never in the code's own folders: this is what a backup holds.
DATA_DIR = env.data_dir(default=BASE_DIR / "var")

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key(file=DATA_DIR / "secret-key")
PUBLIC_URL = env.address("PUBLIC_URL")
BEHIND_HTTPS_PROXY = env.flag("BEHIND_HTTPS_PROXY")

HOST = env.text("HOST")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS") or [
    *filter(None, [urlsplit(PUBLIC_URL).hostname, f"[{HOST}]" if ":" in HOST else HOST])
]
# Always this machine itself: it is what asks whether the app is healthy.
ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [PUBLIC_URL] if PUBLIC_URL else [])
if odd := [origin for origin in CSRF_TRUSTED_ORIGINS if "://" not in origin]:
    raise env.WrongSetting("CSRF_TRUSTED_ORIGINS", f"{odd[0]!r} should look like https://twelve.example.org")

# ── What it is made of ──────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    # Before staticfiles, whose runserver would otherwise serve the files without hashing.
    "whitenoise.runserver_nostatic",
    "tracker.apps.TrackerConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # Small numbers in words.
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Safe against BREACH: Django masks each CSRF token anew and pads the compressed page at random.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tracker.http.middleware.HourFormatMiddleware",
    "tracker.http.middleware.PersonLanguageMiddleware",
    # allauth answers a form with errors by 200; ours say 422, which HTMX shows and scripts can tell apart.
    "tracker.http.middleware.UnprocessableFormsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
CSRF_FAILURE_VIEW = "tracker.http.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "tracker.forms.rendering.WidgetRenderer"

# ── What it keeps ───────────────────────────────────────────────────────────────────────────────
THREADS = env.whole("THREADS", 4, low=1, high=64)
DATABASES = {"default": env.database(default=DATA_DIR / "twelve.sqlite3", pool_size=max(THREADS, 4))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    # Counts attempts to sign in. All workers must share it, or each would allow its own share, and it
    # must not drop fresh counts under load, or a flood would reset them. Only the signed-out pages use
    # it: Today asks it nothing. `manage.py createcachetable` makes its table.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

SESSION_COOKIE_AGE = int(timedelta(days=90).total_seconds())

# ── Accounts ────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "tracker.User"
AUTHENTICATION_BACKENDS = ["tracker.account.backend.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email"]}),
        ("MinimumLengthValidator", {"min_length": 10}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tracker:today"
ACCOUNT_SIGNUP_REDIRECT_URL = "tracker:setup"
ACCOUNT_LOGOUT_REDIRECT_URL = "tracker:today"
ACCOUNT_ADAPTER = "tracker.account.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    name: f"tracker.account.forms.{form}"
    for name, form in {
        "login": "LoginForm",
        "signup": "SignupForm",
        "add_email": "AddEmailForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "reset_password": "ResetPasswordForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "reauthenticate": "ReauthenticateForm",
    }.items()
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Not "mandatory": without SMTP nobody could ever sign in. The price is that signing up with a taken
# address says so; signing in and resetting a password never tell whether an address is known.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_CHANGE_EMAIL = True
# Who finds a browser open still cannot take the account over.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# A mail about each change to how one signs in: whoever did not make it hears of it.
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_HTTPS_PROXY else "http"
# Whose attempts are counted: the address that our own proxy saw, never one that a client claims.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_HTTPS_PROXY else 0

MFA_ADAPTER = "tracker.account.adapters.MFAAdapter"
MFA_FORMS = {
    name: f"tracker.account.forms_mfa.{form}"
    for name, form in {
        "authenticate": "CodeForm",
        "reauthenticate": "CodeAgainForm",
        "activate_totp": "ActivateCodesForm",
        "add_webauthn": "AddPasskeyForm",
        "edit_webauthn": "RenamePasskeyForm",
        "authenticate_webauthn": "PasskeyForm",
        "reauthenticate_webauthn": "PasskeyAgainForm",
        "login_webauthn": "PasskeyAloneForm",
    }.items()
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN stays off: it would accept passkeys of any origin, and those of
# http://localhost are accepted without it.
MFA_TOTP_ISSUER = "Twelve"
# As ACCOUNT_EMAIL_VERIFICATION is not mandatory: without SMTP nobody could ever protect an account.
MFA_ALLOW_UNVERIFIED_EMAIL = True

MAILERS = {"default": env.mail(folder=DATA_DIR / "mail", debug=DEBUG)}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", "Twelve <twelve@localhost>")

# ── Words, numbers, time ────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
# Each by its own name, so that whoever reads it finds it.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# ── Static files ────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static"))).absolute()
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.finders.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "config.storage.BundledManifestStorage",
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Nobody else's pages have any business with our files.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# ── What browsers may do ────────────────────────────────────────────────────────────────────────
SECURE_CSP = {
    "default-src": [CSP.SELF],
    # The tick of a checkbox is a small SVG inside the style sheet.
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS_PROXY
if BEHIND_HTTPS_PROXY:
    # The proxy must set this header itself and drop what a client sent under that name.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # Asked from inside, past the proxy.
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds())
    SECURE_HSTS_INCLUDE_SUBDOMAINS = env.flag("HSTS_SUBDOMAINS", default=True)
# Being built into browsers is hard to undo and a matter for the owner of the whole domain, not of one app.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# ── Logs: to the terminal, no request bodies, no addresses of people ────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would mail the page's variables to the administrators.
        "django": {"handlers": ["terminal"], "level": "INFO", "propagate": False},
        # A page that is not there is the visitor's business; one that broke is ours.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
