"""The Django application of the hub's HTTP side: templates only, no tables."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "congvan.hub.api"
    label = "hub_api"
