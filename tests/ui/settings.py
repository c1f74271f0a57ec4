"""Settings of a site that has nothing but the screens' foundation: no database, no domain."""

SECRET_KEY = "only for these tests"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
LANGUAGE_CODE = "vi"
USE_I18N = False
ROOT_URLCONF = "tests.ui.urls"
INSTALLED_APPS = ["congvan.ui.apps.UiConfig"]
DATABASES = {}
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "congvan.ui.security.ContentPolicy",
    "django.middleware.csrf.CsrfViewMiddleware",
]
CSRF_FAILURE_VIEW = "congvan.ui.errors.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
