"""The Django application of this package."""

from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "congvan.node.assignments"
    label = "assignments"
