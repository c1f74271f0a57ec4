"""Signing in and out, and the choice of the agency to work at."""
