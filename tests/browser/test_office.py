"""Hồ sơ, sổ, ba con số, thông báo: opened by those whose they are."""

import pytest

from congvan.node.acts.states import OutgoingState
from tests.browser.apart import apart
from tests.node import cast, lives

# Every page that is no document's, by who has most to see there.
PLACES = {
    "inbox": "Vân", "arrived": "Vân", "registered": "Vân", "passed-on": "Vân", "to-issue": "Vân", "issued": "Vân",
    "tracking": "Vân", "incoming-book": "Vân", "outgoing-book": "Vân", "enter-by-hand": "Vân", "report": "Lâm",
    "notices": "Lâm", "to-do": "Lâm", "drafts": "Chi", "dossiers": "Chi", "open-dossier": "Chi", "start-draft": "Chi",
}  # fmt: skip


def test_a_case_file_is_opened_and_filled(meet, size):
    lives.in_handling(subject="tổng hợp báo cáo năm học")
    officer = meet("Chi", size).enter()
    officer.open(f"/{cast.SO}/ho-so/lap")
    officer.fill("Tên hồ sơ", "Báo cáo năm học 2018")
    officer.button("Lập hồ sơ", exact=False)
    officer.hears("Đã lập hồ sơ")
    officer.open(f"/{cast.SO}/viec")
    officer.row("tổng hợp báo cáo năm học")
    officer.act("Đưa vào hồ sơ")
    officer.submit("Đưa vào hồ sơ")
    officer.hears("Đã đưa vào hồ sơ")


@pytest.mark.parametrize("empty", [True, False], ids=["empty", "busy"])
def test_every_place_stands(meet, size, empty):
    """Each of them with nothing in it, and with something of each kind."""
    from django.urls import reverse

    if not empty:
        lives.by_paper()
        lives.submitted()
        lives.in_handling()
        for state in (OutgoingState.SUBMITTED, OutgoingState.TO_ISSUE, OutgoingState.RELEASED):
            apart(lambda state=state: lives.outgoing_at(state))
    people = {name: meet(name, size).enter() for name in sorted(set(PLACES.values()))}
    for place, name in PLACES.items():
        people[name].open(f"{reverse(place, kwargs={'agency': cast.SO})}?xem={'trong' if empty else 'day'}")
