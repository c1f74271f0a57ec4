"""Dãy số, sổ văn bản và sổ cái số: numbers without gap or repeat."""
