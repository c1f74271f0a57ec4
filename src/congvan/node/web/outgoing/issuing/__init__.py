"""The page of issuing: number, date, seal and recipients at one desk (QD11/D8)."""
