"""acting(), audit, files, ids, errors, clock, jobs. Django-aware, but knows no domain word."""
