"""The node in a real browser, a live server over a database that commits: journeys of people. See conftest.py."""
