"""A working morning after the story: what waits for everybody who signs in to the demo."""
