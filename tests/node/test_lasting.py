"""What is sealed is made to last: a time-stamping service as a process of its own, answering and silent."""

import json
from dataclasses import replace

import pytest
from django.conf import settings
from django.test import override_settings

from congvan.base.audit.models import AuditEvent
from congvan.node.acts.states import OutgoingState
from congvan.node.documents.assessment import trust
from congvan.node.documents.queries import content, latest_main_file
from congvan.node.outgoing.ceremony import clerk_seals
from congvan.signing.errors import SigningError
from congvan.signing.report import SignatureReport
from congvan.sites.demo.pki import PIN
from tests.node import lives, papers
from tests.node.cast import AT, actor
from tests.protocol.authorities.ca import make_authorities
from tests.protocol.keys.processes import started

pytestmark = pytest.mark.usefixtures("node")


@pytest.fixture
def service(tmp_path):
    """A time-stamping service that this installation trusts, with the day of the tests on its clock."""
    make_authorities(tmp_path)
    (tmp_path / "state.json").write_text(json.dumps({"at": AT.isoformat()}))
    root = settings.SITE.path(settings.SITE.trusted_roots) / "thoi-gian.pem"
    root.write_bytes((tmp_path / "root.pem").read_bytes())
    trust.cache_clear()
    with started("tests.protocol.authorities.serve", tmp_path) as (_, (port,)):
        yield tmp_path, f"http://127.0.0.1:{port}/tsa"
    root.unlink()
    trust.cache_clear()


def sealed(address: str, *, required: bool = False):
    life = lives.outgoing_at(OutgoingState.NUMBERED)
    site = replace(settings.SITE, tsa_url=address, tsa_required=required)
    with override_settings(SITE=site):
        clerk_seals(by=actor("Vân"), at=AT, outgoing=life, signer=papers.LocalSigner(), pin=PIN)
    return lives.fresh(life)


def report_on(life) -> SignatureReport:
    return SignatureReport.from_dict(latest_main_file(life.document).signatures)


def kept(life) -> dict:
    return AuditEvent.objects.get(act="outgoing.seal", outcome="done", subject_id=life.pk).kept


@pytest.mark.law("QD11/D9.K2")
def test_d9_k2_a_sealed_document_bears_a_proven_time(service):
    life = sealed(service[1])
    report = report_on(life)
    assert report.valid_all
    assert b"/DocTimeStamp" in content(latest_main_file(life.document))
    assert kept(life)["lacks"] == ""
    assert life.state == OutgoingState.ISSUED


def test_a_silent_service_stops_nothing_but_is_written_down(service):
    folder, address = service
    (folder / "state.json").write_text(json.dumps({"at": AT.isoformat(), "silent": ["tsa"]}))
    life = sealed(address)
    assert report_on(life).valid_all
    assert "chưa trả lời" in kept(life)["lacks"]


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_where_a_time_stamp_is_demanded_the_number_waits_for_it(service):
    folder, address = service
    (folder / "state.json").write_text(json.dumps({"at": AT.isoformat(), "silent": ["tsa"]}))
    with pytest.raises(SigningError) as refused:
        sealed(address, required=True)
    assert refused.value.code == "signing.authority_silent"
    assert not AuditEvent.objects.filter(act="outgoing.seal", outcome="done").exists()


def test_without_a_service_nothing_is_asked():
    life = sealed("")
    assert b"/DocTimeStamp" not in content(latest_main_file(life.document))


def test_nobody_at_the_address(service):
    life = sealed("http://127.0.0.1:9/tsa")
    assert "chưa trả lời" in kept(life)["lacks"]
