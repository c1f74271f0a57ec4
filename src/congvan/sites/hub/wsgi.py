"""The hub's web process: `granian --interface wsgi congvan.sites.hub.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvan.sites.hub.settings")

application = get_wsgi_application()
