"""What the type checker needs to know of a site that is not there."""
