"""Pages of what one was told (QD11/D5.K3)."""
