"""The ground: Vietnamese text normalised, folded and sorted. Imports nothing of ours."""

from congvan.vietnamese.sorting import name_sort_key, sort_key
from congvan.vietnamese.text import fold, normalise

__all__ = ["fold", "name_sort_key", "normalise", "sort_key"]
