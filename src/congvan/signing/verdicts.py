"""Reports kept for a second look at the same bytes under the same policy on the same day."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from datetime import date, datetime

from congvan.signing import limits
from congvan.signing.policy import TrustPolicy
from congvan.signing.report import SignatureReport
from congvan.signing.verify import verify

_Key = tuple[bytes, TrustPolicy, date]


class Verdicts:
    """A bounded memory of reports; its owner keeps it. A report says itself when it was made."""

    def __init__(self, *, kept_max: int = limits.VERDICTS_MAX) -> None:
        self._kept: OrderedDict[_Key, SignatureReport] = OrderedDict()
        self._kept_max = kept_max
        self._lock = threading.Lock()

    def verify(self, pdf: bytes, *, policy: TrustPolicy, at: datetime) -> SignatureReport:
        """As `verify`, from memory where the same bytes were judged this day and no certificate ended."""
        key = (hashlib.sha256(pdf).digest(), policy, at.date())
        with self._lock:
            found = self._kept.get(key)
            if found is not None and _still_holds(found, at):
                self._kept.move_to_end(key)
                return found
        made = verify(pdf, policy=policy, at=at)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._kept_max:
                self._kept.popitem(last=False)
        return made


def _still_holds(report: SignatureReport, at: datetime) -> bool:
    """Whether no signer's certificate began or ended between the two moments."""
    first, last = sorted((report.checked_at, at))
    return not any(
        first <= edge <= last
        for one in report.signatures
        if one.certificate is not None
        for edge in (one.certificate.not_before, one.certificate.not_after)
    )
