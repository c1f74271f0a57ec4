"""A draft from a blank page to its places for number, date and signature (QD11/D7.K4)."""
