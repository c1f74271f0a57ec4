"""The clerk's desk of issuing and what follows a document that was sent."""
