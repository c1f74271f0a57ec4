"""The leader's screens: bút phê, approving and signing, one or many. Settings: tests.node.settings."""
