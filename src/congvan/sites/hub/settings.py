"""Django settings of the hub."""

from congvan.sites.common import common_settings
from congvan.sites.configuration import load_site

SITE = load_site()
globals().update(common_settings(SITE))

ROOT_URLCONF = "congvan.sites.hub.urls"
WSGI_APPLICATION = "congvan.sites.hub.wsgi.application"
AUTH_USER_MODEL = "hub_console.Operator"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "congvan.base.apps.BaseConfig",
    "congvan.ui.apps.UiConfig",
    "congvan.hub.members.apps.MembersConfig",
    "congvan.hub.relay.apps.RelayConfig",
    "congvan.hub.api.apps.ApiConfig",
    "congvan.hub.console.apps.ConsoleConfig",
]
MIDDLEWARE = [
    "congvan.base.http.RequestIds",
    "django.middleware.security.SecurityMiddleware",
    "congvan.ui.security.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "congvan.base.http.ActErrors",
]
CSRF_FAILURE_VIEW = "congvan.ui.errors.csrf_failed"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
