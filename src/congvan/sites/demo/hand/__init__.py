"""The hand that plays at one site: a process that calls verbs and queries, one JSON line each."""
