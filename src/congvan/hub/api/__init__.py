"""HTTP v1 of the hub, as docs/protocol/v1.md states it, and the plain page at its root."""
