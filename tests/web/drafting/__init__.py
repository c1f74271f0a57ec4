"""The drafter's screens. Settings: tests.node.settings."""
