"""The hand that plays at one site: a process that calls verbs and queries as it is told, one JSON line each."""
