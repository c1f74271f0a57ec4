"""The parts of a verification: container, chain, revocation, time, difference, indication."""
