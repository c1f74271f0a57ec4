"""The Django application of this package."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "congvan.node.agencies"
    label = "agencies"
