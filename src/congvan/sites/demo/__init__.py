"""The story of the demo, played through the same verbs and HTTP calls."""
