"""The signer process that keeps this system's keys."""

from django.conf import settings

from congvan.signing.client import SignerClient


def signer() -> SignerClient:
    """The client on the socket that the settings name."""
    return SignerClient(settings.SITE.path(settings.SITE.signer_socket))
