"""What every environment shares. The parts are tables in files of their own beside this one."""

from django.utils.translation import gettext_lazy as _

from config.database import databases
from config.environment import ROOT, environment
from config.logs import logging_table
from config.policies import PUBLIC_POLICY
from config.storage import private_storage
from forms.engine.uploads.limits import MAX_BODY_BYTES

DEMONSTRATION = environment.demonstration
DEBUG = False

INSTALLED_APPS = [
    "home",
    "forms.freelancers",
    "forms.internships",
    "forms.hosts",
    "forms.lists",
    "forms.casework",
    "forms.engine",
    "forms.outbox",
    "news",
    "programs",
    "content",
    "accounts",
    "config.apps.ConfigConfig",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.StaffUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "crispy_forms",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "config.middleware.RequestLog",
    "config.middleware.PublicPages",
    "config.middleware.CompressedPages",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "config.middleware.PolicyByAddress",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.LanguageByAddress",
    "config.middleware.ErrorPages",
    "config.middleware.SmallBodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.FirstPasswordChange",
    "accounts.middleware.SecondFactor",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = databases(environment)
TASKS = {
    # Wagtail's own tasks (search and reference index) must have run when a page is found.
    "default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
}

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                # Wagtail's admin asks for both; neither reads the session until a template asks.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.shell.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("forms",)
CRISPY_TEMPLATE_PACK = "forms"

# Languages -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("ur", _("Urdu"))]
LOCALE_PATHS = [ROOT / "locale" / "site", ROOT / "locale" / "libraries"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Asia/Karachi"
USE_TZ = True
# Off: it would group every bare number in a template, years and identifiers too.
USE_THOUSAND_SEPARATOR = False
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
# A new translation is a draft, even of a live page: untranslated text must not go live.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# People ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_IPWARE_PROXY_COUNT = environment.trusted_proxies or None
AXES_CLIENT_IP_CALLABLE = "accounts.addresses.client_address"

# Abuse: see forms/engine/limits.py and proof_of_work.py -------------------------------------------
REDIS_URL = environment.redis_url
LIMITS = environment.limits
PROOF_OF_WORK = environment.proof_of_work
PROOF_OF_WORK_LOAD = environment.proof_of_work_load

# Where everybody proves a second factor, superusers too; the case roles do so everywhere.
# Not the mail of this machine: it is only there where the code is read by whoever holds the disk.
SECOND_FACTOR_ADDRESSES = ("/admin/cases/",)

# Cookies: the staff's session lives under /admin/; public pages neither set nor read one ---------
SESSION_COOKIE_PATH = "/admin/"
SESSION_COOKIE_NAME = "staff"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_NAME = "form"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"
SECURE_CSP = PUBLIC_POLICY
# Not "no-referrer": browsers then send `Origin: null` with every form, which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Seconds for which a process trusts the content's stamp that it has read; see content/stamp.py.
STAMP_SECONDS = 0.1

# Files -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = environment.data_dir / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.data_dir / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.staticfiles.SiteStaticFilesStorage"},
    "private": private_storage(environment),
}
CLAMAV_URL = environment.clamav_url
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# What a visitor may send stays in memory: nothing unencrypted of it ever touches the disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_BODY_BYTES

# Caches on the way that are told of changes; none unless the environment names one --------------
WAGTAILFRONTENDCACHE = environment.frontend_cache or None

# Wagtail: nothing calls out to anybody ------------------------------------------------------------
WAGTAIL_SITE_NAME = "Digital Pakistan"
WAGTAILADMIN_BASE_URL = environment.public_url or f"http://127.0.0.1:{environment.port}"
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "content.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.image_form.SiteImageForm"
# A phone shows two or more of its pixels per point: what 80 keeps on top weighs 40 %, unseen.
WAGTAILIMAGES_WEBP_QUALITY = 60
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILDOCS_DOCUMENT_MODEL = "content.SiteDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "content.search.backend"}}

# The translation editor talks JSON; Django REST framework's pages for browsers are not installed.
REST_FRAMEWORK = {"DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"]}

LOGGING = logging_table(environment.log_level)
