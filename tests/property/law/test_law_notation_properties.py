from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from congvan.law.errors import BadNotation
from congvan.law.kinds import kinds
from congvan.law.numbering import NUMBER_MAX, notation, parse_notation, symbol
from congvan.law.refs import LawRef
from congvan.law.texts import clauses
from congvan.vietnamese import fold, name_sort_key, normalise, sort_key

ABBREVIATIONS = st.text("ABCDĐGHKLMNOPQRSTUVXY", min_size=1, max_size=8)

UNHURRIED = settings(deadline=None)
"""Correctness is asked here, not speed: a busy machine is no failure."""


@UNHURRIED
@given(
    st.sampled_from(list(kinds().values())),
    st.integers(1, NUMBER_MAX),
    st.integers(1945, 2999),
    ABBREVIATIONS,
    st.none() | ABBREVIATIONS,
)
def test_what_is_written_reads_back(kind, number, year, issuer, drafter) -> None:
    after = symbol(kind=kind, issuer=issuer, drafter=drafter)
    text = notation(kind=kind, number=number, year=year, symbol=after)
    parsed = parse_notation(text)
    assert (parsed.number, parsed.year, parsed.symbol) == (number, year if kind.normative else None, after)
    assert parsed.text == text
    assert parse_notation(f"Số:  {text.replace('/', ' / ').replace('-', ' - ')} ") == parsed


@UNHURRIED
@given(st.text(max_size=200))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    with suppress(BadNotation):
        assert parse_notation(parse_notation(text).text) == parse_notation(text)


@UNHURRIED
@given(st.sampled_from(list(clauses())))
def test_refs_write_and_read_back(clause_id: str) -> None:
    assert str(LawRef.parse(clause_id)) == clause_id


@UNHURRIED
@given(st.text(max_size=100))
def test_folding_and_sorting_take_any_text(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)
    assert sort_key(normalise(text)) == sort_key(text)
    assert fold(fold(text)) == fold(text)
    assert isinstance(name_sort_key(text), str)
