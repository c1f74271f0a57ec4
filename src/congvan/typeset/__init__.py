"""Official documents typeset by Typst, with the places reserved for number, date and signatures. Pure."""

from congvan.typeset.compose import Composed, compose, font_bytes
from congvan.typeset.errors import TypesetError
from congvan.typeset.letter import (
    Annex,
    Article,
    Block,
    Clause,
    Heading,
    Letter,
    Paragraph,
    Printed,
    Signer,
    Table,
)
from congvan.typeset.places import Place

__all__ = [
    "Annex",
    "Article",
    "Block",
    "Clause",
    "Composed",
    "Heading",
    "Letter",
    "Paragraph",
    "Place",
    "Printed",
    "Signer",
    "Table",
    "TypesetError",
    "compose",
    "font_bytes",
]
