"""The certificate that a signature will bear, said before anyone signs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from congvan.base.clock import ZONE
from congvan.node.agencies.queries import key_in_force
from congvan.node.web.outgoing.signer import signer
from congvan.signing.certificates import facts_of_der
from congvan.signing.errors import KeyRefused


@dataclass(frozen=True)
class Certificate:
    """Whose it is and until when it holds. `problem`: why nothing can be signed with it now."""

    label: str = ""
    owner: str = ""
    organization: str = ""
    until: datetime | None = None
    problem: str = ""

    @property
    def said(self) -> str:
        """In one sentence, for who is about to sign."""
        if self.problem or self.until is None:
            return self.problem
        return f"Chứng thư số của {self.owner}, hiệu lực đến {self.until.astimezone(ZONE):%d/%m/%Y}."


def certificate_of(seat: Any, *, at: datetime) -> Certificate:
    """The certificate of a signatory's seat at a moment; one with a `problem` where there is none to use."""
    key = key_in_force(on=at.astimezone(ZONE).date(), seat=seat)
    if key is None:
        return Certificate(problem="Chưa gắn chứng thư số còn hiệu lực. Liên hệ quản trị cơ quan.")
    try:
        facts = facts_of_der(signer().chain(key.label)[0])
    except KeyRefused as refused:
        return Certificate(label=key.label, problem=refused.message)
    problem = ""
    if not facts.not_before <= at <= facts.not_after:
        until = f"{facts.not_after.astimezone(ZONE):%d/%m/%Y}"
        problem = f"Chứng thư số hết hạn ngày {until}. Liên hệ quản trị cơ quan để gia hạn."
    return Certificate(key.label, facts.common_name, facts.organization, facts.not_after, problem)
