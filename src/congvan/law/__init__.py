"""What the law says, as data and pure arithmetic. Imports only `vietnamese`."""
