"""Django settings of a node."""

from congvan.sites.common import common_settings
from congvan.sites.configuration import load_site

globals().update(common_settings(load_site()))

ROOT_URLCONF = "congvan.sites.node.urls"
WSGI_APPLICATION = "congvan.sites.node.wsgi.application"
AUTH_USER_MODEL = "agencies.User"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "congvan.base.apps.BaseConfig",
    "congvan.ui.apps.UiConfig",
    "congvan.node.agencies.apps.AgenciesConfig",
    "congvan.node.registers.apps.RegistersConfig",
    "congvan.node.documents.apps.DocumentsConfig",
    "congvan.node.notices.apps.NoticesConfig",
    "congvan.node.outbox.apps.OutboxConfig",
    "congvan.node.assignments.apps.AssignmentsConfig",
    "congvan.node.dossiers.apps.DossiersConfig",
    "congvan.node.incoming.apps.IncomingConfig",
    "congvan.node.outgoing.apps.OutgoingConfig",
    "congvan.node.inbox.apps.InboxConfig",
    "congvan.node.web.apps.WebConfig",
]
MIDDLEWARE = [
    "congvan.base.http.RequestIds",
    "congvan.ui.packing.PackedPages",
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
