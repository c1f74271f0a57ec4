"""Tools of the house: they build and judge the repository, and are never installed with it."""
