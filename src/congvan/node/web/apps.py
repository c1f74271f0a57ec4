"""The Django application of the node's pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "congvan.node.web"
    label = "web"
