"""What the hub brings: pulls and lifts packets into incoming and outgoing."""
