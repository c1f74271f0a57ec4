"""One term, one name."""

from congvan.law.data import table


def test_terms_and_identifiers_are_unique() -> None:
    terms = table("glossary.toml")["term"]
    names = [row["term"] for row in terms]
    identifiers = [row["identifier"] for row in terms if "identifier" in row]
    assert len(names) == len(set(names))
    assert len(identifiers) == len(set(identifiers))
    assert all(
        row["meaning"] and identifier.isascii() for row in terms for identifier in [row.get("identifier", "")]
    )
