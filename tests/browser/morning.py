"""A clerk's list as full as on a working morning: letters of the demo, each with its own words, from many offices."""

from __future__ import annotations

from datetime import timedelta
from itertools import count, islice, product

from congvan.sites.demo.letters.morning import papers as morning_papers
from tests.node import cast, lives, papers

LIST = f"/{cast.SO}/van-ban-den/chua-xu-ly"
ROWS = 50  # as many as a page of the list holds
MORE = 5  # what waits beyond the first page
AGAIN = ("", ", nhắc lần 2")  # there are a few letters fewer than rows
URGENT_EACH = 11
APART = timedelta(minutes=97)  # the oldest came days ago and is late, the newest has come just now


def fill_list() -> None:
    """One page and some more of documents that wait for reception at the clerk's agency, all of them signed."""
    letters = [one for one in morning_papers().values() if one.notation]
    wanted = ROWS + MORE
    for place, (again, one) in zip(count(), islice(product(AGAIN, letters), wanted), strict=False):
        number, _, symbol = one.notation.partition("/")
        lives.arrived(
            at=cast.AT - APART * (wanted - place),
            pdf=papers.born_signed(),
            subject=f"{one.letter.subject}{again}",
            issuer_name=one.letter.issuer_name,
            number=number,
            symbol=symbol,
            notation=one.notation,
            urgency=int(place % URGENT_EACH == 0),
        )
