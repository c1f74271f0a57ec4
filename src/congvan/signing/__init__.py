"""PDF signatures over pyHanko: reserve, sign, fill, seal, verify. Pure: no Django, no database."""
