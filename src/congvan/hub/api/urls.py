"""Addresses of protocol v1."""

from django.urls import path

from congvan.hub.api import deliveries, feeds, packets

urlpatterns = [
    path("packets", packets.send),
    path("packets/<str:packet_id>", packets.show),
    path("packets/<str:packet_id>/content", packets.content),
    path("changes", feeds.changes),
    path("deliveries/<uuid:delivery_id>/receipt", deliveries.confirm),
    path("deliveries/<uuid:delivery_id>/refusal", deliveries.hear_refusal),
    path("directory", feeds.directory),
    path("key", feeds.key),
]
