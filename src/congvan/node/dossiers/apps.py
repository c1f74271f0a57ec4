"""The Django application of this package."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "congvan.node.dossiers"
    label = "dossiers"
