"""Where a request can make the web process of `dying.py` die."""

STORED = "stored"  # bytes in the store, no row yet
WRITTEN = "written"  # rows and receipt written, nothing committed
CONFIRMING = "confirming"  # the move is made, nothing committed
COMMITTED = "committed"  # all done, the answer not sent
