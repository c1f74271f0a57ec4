"""The Django application of the screens' foundation."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "congvan.ui"
    label = "ui"
