"""What leaves for the hub: transmissions and their states."""
