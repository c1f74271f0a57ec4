"""The Django application of this package."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "congvan.node.outbox"
    label = "outbox"
