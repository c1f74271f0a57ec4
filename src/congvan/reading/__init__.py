"""What a file shows: text, boxes and images of its pages. Pure."""
