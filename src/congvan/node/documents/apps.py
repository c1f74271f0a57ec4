"""The Django application of this package."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "congvan.node.documents"
    label = "documents"
