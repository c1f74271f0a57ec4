"""Rules as data: typed parameters by source and date, read by `congvan.law.rulebook`."""
