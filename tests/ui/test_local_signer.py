"""The page between the server and the signing service on the user's machine, in Chromium, with that service running."""

import ssl
from contextlib import contextmanager
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from congvan.signing.agent import AgentSettings, call_for_version
from tests.protocol.keys.benches import PIN, agent_process
from tests.protocol.keys.conftest import issued
from tests.protocol.keys.page import pipe
from tests.ui import local_signer
from tests.ui.browser import DESKTOP, watched_page

__all__ = ["issued"]
ITEMS = {str(number): b"attributes %d" % number for number in range(1, 6)}


@pytest.fixture
def session(issued, monkeypatch):
    fresh = local_signer.Session(items=ITEMS, certificate=issued.chain[0])
    monkeypatch.setattr(local_signer, "session", fresh)
    return fresh


@pytest.fixture
def trusting(browser, site):
    """A page of a machine that trusts the service's own TLS certificate, as its installer sees to."""
    with watched_page(browser, viewport=DESKTOP, base_url=site, ignore_https_errors=True) as opened:
        yield opened


@contextmanager
def service(issued, session, directory, site, *, typed=PIN, die_after=None):
    directory.joinpath("typed").write_text(typed)
    with agent_process(issued, directory, origin=site, die_after=die_after) as address:
        session.settings = replace(AgentSettings(), address=address)
        yield


def press(page):
    page.get_by_role("button", name="Ký").click()
    return page.get_by_role("status")


def test_it_signs_all_under_one_press(issued, session, trusting, site, tmp_path):
    with service(issued, session, tmp_path, site):
        trusting.goto("/ky-tren-may/")
        expect(press(trusting)).to_have_text("Đã ký 5/5.")
    for key, signature in session.signed.items():
        issued.verify(signature, ITEMS[key])
    assert list(session.signed) == list(ITEMS)


def test_wrong_pin_stops_at_the_first_and_the_right_one_goes_on(issued, session, trusting, site, tmp_path):
    with service(issued, session, tmp_path, site, typed="sai"):
        trusting.goto("/ky-tren-may/")
        expect(press(trusting)).to_have_text("Đã ký 0/5.")
        expect(trusting.locator("li").first).to_contain_text("Mã PIN không đúng")
        tmp_path.joinpath("typed").write_text(PIN)
        expect(press(trusting)).to_have_text("Đã ký 5/5.")


def test_killed_service_and_reloaded_page_sign_the_rest_only(issued, session, trusting, site, tmp_path):
    with service(issued, session, tmp_path, site, die_after=2):
        trusting.goto("/ky-tren-may/")
        expect(press(trusting)).to_have_text("Đã ký 2/5.")
        expect(trusting.locator("li").nth(2)).to_contain_text("Chưa kết nối được phần mềm ký số")
        before = dict(session.signed)
        trusted = ssl.create_default_context(cafile=tmp_path / "tls.pem")
        assert pipe(call_for_version(session.settings), trusted, origin=site)  # waits until it is back
        trusting.reload()
        expect(press(trusting)).to_have_text("Đã ký 5/5.")
    assert before.items() <= session.signed.items()
