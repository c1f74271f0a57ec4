"""The systems that take part in the exchange, and the directory of agencies that they speak for."""
