"""Which algorithms count, on which day: the policy's table in the form the library asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pyhanko.sign.validation.utils import CMSAlgorithmUsagePolicy
from pyhanko_certvalidator.policy_decl import AlgorithmUsageConstraint

from congvan.signing.policy import AlgorithmRule


class DatedAlgorithms(CMSAlgorithmUsagePolicy):
    """Accepts what a rule names and its day has not passed; the library asks at every link of a chain."""

    def __init__(self, rules: Iterable[AlgorithmRule]) -> None:
        self._rules = tuple(rules)

    def digest_algorithm_allowed(self, algo: Any, moment: datetime | None) -> AlgorithmUsageConstraint:
        return self._judge(str(algo["algorithm"].native), moment)

    def signature_algorithm_allowed(
        self, algo: Any, moment: datetime | None, public_key: Any
    ) -> AlgorithmUsageConstraint:
        digest = _digest_of(algo)
        found = AlgorithmUsageConstraint(allowed=True) if digest is None else self._judge(digest, moment)
        if not found.allowed or public_key is None:
            return found
        kind = "rsa" if public_key.algorithm == "rsassa_pss" else str(public_key.algorithm)
        return self._judge(kind, moment, bits=int(public_key.bit_size))

    def _judge(self, name: str, moment: datetime | None, *, bits: int = 0) -> AlgorithmUsageConstraint:
        rules = [rule for rule in self._rules if rule.name == name and bits >= rule.bits_min]
        if any(rule.until is None or (moment is not None and moment < rule.until) for rule in rules):
            return AlgorithmUsageConstraint(allowed=True)
        ends = [rule.until for rule in rules if rule.until is not None]
        return AlgorithmUsageConstraint(
            allowed=False, not_allowed_after=max(ends, default=None), failure_reason=name
        )


def _digest_of(algo: Any) -> str | None:
    """The digest that a signature algorithm names; plain RSA names none: it is judged apart."""
    try:
        return str(algo.hash_algo)
    except ValueError:
        return None
