"""The Django application of the members."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "congvan.hub.members"
    label = "hub_members"
    default_auto_field = "django.db.models.BigAutoField"
