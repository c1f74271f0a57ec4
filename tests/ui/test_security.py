"""The content policy, and the place where browsers report what broke it."""

from __future__ import annotations

import json
import logging
import re

import pytest

from congvan.ui.assets import FOLDER
from congvan.ui.security import FIELD_LETTERS_MAX, REPORT_BYTES_MAX

REPORT = "/giao-dien/bao-cao"
PAGES = [
    "/phong-cach/",
    "/phong-cach/danh-sach/",
    "/phong-cach/ba-cot/",
    "/phong-cach/bieu-mau/",
    "/phong-cach/loi/404/",
]


def test_policy_allows_nothing_that_is_not_ours(client):
    response = client.get("/phong-cach/")
    policy = dict(part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert (policy["base-uri"], policy["frame-ancestors"]) == ("'none'", "'none'")
    assert policy["report-uri"] == REPORT
    assert "unsafe" not in response["Content-Security-Policy"]


def test_trusted_types_are_reported_only(client):
    response = client.get("/phong-cach/")
    assert "require-trusted-types-for 'script'" in response["Content-Security-Policy-Report-Only"]
    assert "trusted-types" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_pages_hold_no_inline_script_or_style(client, address):
    text = client.get(address).content.decode()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:", text) == []
    assert [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag] == []


def test_scripts_evaluate_no_text():
    ours = [path for path in FOLDER.glob("*.js") if "htmx" not in path.name]
    found = [
        path.name
        for path in ours
        if re.search(r"\beval\(|new Function|innerHTML|outerHTML", path.read_text())
    ]
    assert found == []


def test_report_is_logged_in_short(client, caplog):
    body = {
        "csp-report": {
            "violated-directive": "script-src",
            "blocked-uri": "x" * 500,
            "original-policy": "secret",
        }
    }
    with caplog.at_level(logging.WARNING, logger="congvan.policy"):
        response = client.post(REPORT, json.dumps(body), content_type="application/csp-report")
    assert response.status_code == 204
    logged = json.loads(caplog.messages[0].split(": ", 1)[1])
    assert logged == {"violated-directive": "script-src", "blocked-uri": "x" * FIELD_LETTERS_MAX}


@pytest.mark.parametrize("body", ["", "no json", "[]", '{"csp-report": 1}', '{"other": {}}'])
def test_what_is_no_report_is_refused(client, body):
    assert client.post(REPORT, body, content_type="application/csp-report").status_code == 400


@pytest.mark.parametrize(("size", "status"), [(REPORT_BYTES_MAX, 204), (REPORT_BYTES_MAX + 1, 413)])
def test_report_has_a_limit(client, size, status):
    frame = len(json.dumps({"csp-report": {"blocked-uri": ""}}))
    body = json.dumps({"csp-report": {"blocked-uri": "x" * (size - frame)}})
    assert len(body) == size
    assert client.post(REPORT, body, content_type="application/csp-report").status_code == status


def test_report_is_posted(client):
    assert client.get(REPORT).status_code == 405
