"""Request tokens already used: no act of anybody's, but what keeps a caught request from being replayed."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from congvan.hub.members.models import SeenToken


def spend(*, member_id: UUID, jti: str, expires_at: datetime) -> bool:
    """Use a token; False when it was used before, by whichever process."""
    try:
        with transaction.atomic():
            SeenToken.objects.create(member_id=member_id, jti=jti, expires_at=expires_at)
    except IntegrityError:
        return False
    return True


def forget_expired() -> int:
    """Drop the tokens that real time has made useless. Returns how many."""
    dropped, _ = SeenToken.objects.filter(expires_at__lt=Now()).delete()
    return dropped
