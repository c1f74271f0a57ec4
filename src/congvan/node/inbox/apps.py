"""The Django application of this package."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "congvan.node.inbox"
    label = "inbox"
