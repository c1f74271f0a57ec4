"""The Django application of the relay."""

from django.apps import AppConfig


class RelayConfig(AppConfig):
    name = "congvan.hub.relay"
    label = "hub_relay"
    default_auto_field = "django.db.models.BigAutoField"
