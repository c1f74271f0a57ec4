"""The ground: Vietnamese text normalised, folded and sorted. Imports nothing of ours."""
