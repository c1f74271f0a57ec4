"""The leader's signature: which certificate, one document or many at once (QD11/D7.K5, D8.K1)."""
