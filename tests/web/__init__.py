"""The node's pages through Django's client: rights, states, words, parts of pages. Settings: tests.node.settings."""
