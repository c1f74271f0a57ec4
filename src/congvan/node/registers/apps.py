"""The Django application of this package."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "congvan.node.registers"
    label = "registers"
