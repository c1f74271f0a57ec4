"""The Django application of this package."""

from django.apps import AppConfig


class OutgoingConfig(AppConfig):
    name = "congvan.node.outgoing"
    label = "outgoing"
