"""The Django application of the console."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "congvan.hub.console"
    label = "hub_console"
    default_auto_field = "django.db.models.BigAutoField"
