"""Addresses of the node."""

from django.urls import path

from congvan.base.http import healthz, readyz
from congvan.node.web.home import home

urlpatterns = [
    path("", home),
    path("healthz", healthz),
    path("readyz", readyz),
]
