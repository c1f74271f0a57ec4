"""The node's web process: `granian --interface wsgi congvan.sites.node.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvan.sites.node.settings")

application = get_wsgi_application()
