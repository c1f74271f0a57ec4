"""Tools for the fonts of typeset documents."""
