"""The console of the hub: what its operators see and do. Envelopes only, never the content of a document."""
