"""Parts of the demo list page beside the visual targets."""

from __future__ import annotations

import pytest

from tests.ui.browser import DESKTOP, PHONE
from tests.ui.design import same_as_design

CLERK = [
    (".top", ".top"),
    (".find", ".find"),
    (".avatar", ".ava"),
    (".state", ".bus"),
    (".nav h2", ".nav h2"),
    (".nav a[aria-current]", ".nav a[aria-current]"),
    (".nav a:not([aria-current])", ".nav a:not([aria-current])"),
    (".nav .count.hot", ".nav .n.hot"),
    (".list-head h1", ".l-head h1"),
    (".list-head .button", ".l-head .btn"),
    (".tabs a[aria-current]", ".seg a[aria-current]"),
    (".tabs a:not([aria-current])", ".seg a:not([aria-current])"),
    (".chip.hot", ".chip.r"),
    (".chip.hot b", ".chip.r b"),
    (".list-filter", ".l-filter"),
    (".group-title.late", ".grp.r"),
    (".group-title.soon", ".grp.a"),
    (".row[aria-current]", ".row[aria-current]"),
    (".row:not([aria-current])", ".row:not([aria-current])"),
    (".row.unread .subject", ".row.un .ty"),
    (".row .code", ".row .so"),
    (".row .source", ".row .cq"),
    (".grade-3", ".urg.u3"),
    (".grade-2", ".urg.u2"),
    (".grade-1", ".urg.u1"),
    (".clock.soon", ".clk.soon"),
    (".clock.late", ".clk.late"),
    (".row .tag.good", ".row .tag.ok"),
    (".row .tag.bad", ".row .tag.bad"),
    (".row .tag.dashed", ".row .tag.dash"),
    (".toast", ".toast"),
    (".toast button", ".toast button"),
    (".keys", ".hint"),
    (".detail-head h2", ".d-head h2"),
    (".detail-meta", ".d-meta"),
    (".stamp", ".stamp"),
    (".stamp .word", ".stamp .den"),
    (".stamp dt", ".stamp dt"),
    (".stamp dd:not(.none)", ".stamp dd:not(.none)"),
    (".acts .button.primary", ".act .btn.pri"),
    (".acts .button.danger", ".act .btn.dan"),
    (".strip.good", ".sig"),
    (".viewer-bar", ".pdf-bar"),
]
LEADER = [
    (".rows.tall .row[aria-current]", ".row[aria-current]"),
    (".rows.tall .subject", ".row .ty"),
    (".rows.tall .tag.line", ".row .tag.line"),
    (".rows.tall .tag.warn", ".row .tag.warn"),
    (".group-title a", ".grp a"),
    (".signbar", ".signbar"),
    (".signbar .primary", ".signbar .btn.pri"),
    (".panel h3", ".sheet h3"),
    (".panel .chip[aria-pressed=true]", ".sheet .chip[aria-pressed=true]"),
    (".panel .chip[aria-pressed=false]", ".sheet .chip[aria-pressed=false]"),
    (".picked", ".who"),
    (".pill.lead", ".pill.lead"),
    (".remark", ".bp"),
    (".panel .foot", ".sheet .foot"),
    (".panel .foot .primary", ".sheet .foot .btn.pri"),
]
ON_PHONE = [
    (".top", ".top"),
    (".brand b", ".brand b.b-m"),
    (".list-head h1", ".l-head h1"),
    (".chip.hot", ".chip.r"),
    (".group-title", ".grp"),
    (".row[aria-current]", ".row[aria-current]"),
    (".row.unread .subject", ".row.un .ty"),
    (".toast", ".toast"),
]


def opened_mock(browser, address, viewport, **options):
    page = browser.new_context(viewport=viewport, color_scheme="light", **options).new_page()
    page.goto(address, wait_until="networkidle")
    return page


@pytest.fixture(scope="module")
def mocks(browser, design):
    opened = {
        "clerk": opened_mock(browser, f"{design}/clerk-inbox.html", DESKTOP),
        "leader": opened_mock(browser, f"{design}/leader-phone.html", DESKTOP),
        "phone": opened_mock(browser, f"{design}/clerk-inbox.html", PHONE, has_touch=True, is_mobile=True),
    }
    yield opened
    for page in opened.values():
        page.context.close()


def compare(page, mock, pairs):
    faults = []
    for selector, design_selector in pairs:
        try:
            same_as_design(page, selector, mock=mock, design_selector=design_selector)
        except AssertionError as fault:
            faults.append(str(fault))
    assert faults == []


def test_list_and_detail_measure_as_the_design(page, mocks):
    page.goto("/phong-cach/danh-sach/", wait_until="networkidle")
    compare(page, mocks["clerk"], CLERK)


def test_three_columns_measure_as_the_design(page, mocks):
    page.goto("/phong-cach/ba-cot/", wait_until="networkidle")
    compare(page, mocks["leader"], LEADER)


def test_phone_measures_as_the_design(phone, mocks):
    phone.goto("/phong-cach/danh-sach/", wait_until="networkidle")
    compare(phone, mocks["phone"], ON_PHONE)


def test_comparison_sees_a_difference(page, mocks):
    page.goto("/phong-cach/danh-sach/", wait_until="networkidle")
    with pytest.raises(AssertionError, match="color"):
        same_as_design(page, ".clock.late", mock=mocks["clerk"], design_selector=".clk.soon")
