"""Packets on their way: accepted, stored unopened, waiting for each receiver, confirmed."""
