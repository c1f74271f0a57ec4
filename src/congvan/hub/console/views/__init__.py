"""The console's pages: parse, one read or one act, answer."""
