"""What the console reads: frozen values about members, packets, deliveries and health. Never a document."""
