"""Traffic for the console to show: one packet of each fate, and a day of ordinary ones."""

from datetime import datetime

import httpx
import pytest

from congvan.base.ids import new_id
from tests.hub import packets
from tests.hub.cast import DONG_XUAN, NEVER, SGDDT, STRANGER, UBND
from tests.hub.conftest import AT

SUBJECT = "Trích yếu chỉ nơi gửi và nơi nhận được đọc"


def numbered(number: str) -> str:
    return f"000.00.00.H45,2018/03/27,{number}"


def of_each_fate(province, education, foreign):
    """Send one packet of each fate; the hub's answers by name."""

    def send(to, number):
        body = packets.document(UBND, to, document_id=numbered(number), subject=SUBJECT)
        return province.send(body, new_id())

    sent = {
        "delivered": send([SGDDT], "11/2018/QĐ-UBND"),
        "waiting": send([SGDDT, DONG_XUAN], "1582/UBND-KGVX"),
        "turned_away": send([STRANGER], "1590/UBND-NC"),
        "refused": send([NEVER], "1591/UBND-NC"),
        "mixed": send([SGDDT, STRANGER, NEVER], "1593/UBND-TH"),
        "secret": send([STRANGER], "1594/UBND-NC"),
        "twin": send([SGDDT], "1582/UBND-KGVX"),
        "status": education.send(
            packets.status(SGDDT, UBND, code="03", document_id=numbered("11/2018/QĐ-UBND")), new_id()
        ),
    }
    waiting = (*education.changes(limit=500).deliveries, *foreign.changes(limit=500).deliveries)
    by_packet = {(row.packet_id, row.agency): row for row in waiting}

    def delivery(fate, agency):
        return by_packet[sent[fate]["packet_id"], agency]

    education.confirm(delivery("delivered", SGDDT), AT)
    education.confirm(delivery("mixed", SGDDT), AT)
    foreign.turn_away(delivery("turned_away", STRANGER), "malformed", AT)
    foreign.turn_away(delivery("secret", STRANGER), "secret", AT)
    with pytest.raises(httpx.HTTPStatusError):
        province.send(b"not a packet", new_id())
    return sent


def an_ordinary_day(hub, province, education):
    """Sixty packets from seven to ten o'clock, most of them taken at once."""
    clock = hub.home / "clock"
    for number in range(60):
        at = f"2018-03-27T{7 + number // 20:02}:{number % 20 * 3:02}:00+07:00"
        clock.write_text(at)
        body = packets.document(UBND, [SGDDT], document_id=numbered(f"{100 + number}/UBND-VX"))
        sent = province.send(body, new_id())
        if number % 15 != 14:
            rows = {row.packet_id: row for row in education.changes(limit=500).deliveries}
            education.confirm(rows[sent["packet_id"]], datetime.fromisoformat(at))
    clock.write_text(AT.isoformat())
