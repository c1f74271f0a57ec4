"""Django settings of the hub."""

from congvan.sites.common import common_settings
from congvan.sites.configuration import load_site

SITE = load_site()
globals().update(common_settings(SITE))

ROOT_URLCONF = "congvan.sites.hub.urls"
WSGI_APPLICATION = "congvan.sites.hub.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "congvan.base.apps.BaseConfig",
    "congvan.ui.apps.UiConfig",
    "congvan.hub.members.apps.MembersConfig",
    "congvan.hub.relay.apps.RelayConfig",
    "congvan.hub.api.apps.ApiConfig",
]
MIDDLEWARE = [
    "congvan.base.http.RequestIds",
    "django.middleware.security.SecurityMiddleware",
    "congvan.ui.security.ContentPolicy",
    "congvan.base.http.ActErrors",
]
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
