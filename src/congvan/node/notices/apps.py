"""The Django application of this package."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "congvan.node.notices"
    label = "notices"
