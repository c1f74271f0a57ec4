"""The Django application of this package."""

from django.apps import AppConfig


class IncomingConfig(AppConfig):
    name = "congvan.node.incoming"
    label = "incoming"
