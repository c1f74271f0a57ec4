"""The Django application of the base."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "congvan.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"
