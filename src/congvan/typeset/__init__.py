"""Official documents typeset by Typst, with the places reserved for number, date and signatures. Pure."""
