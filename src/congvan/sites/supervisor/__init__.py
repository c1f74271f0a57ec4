"""Runs the processes of one site: starts them in order, restarts what dies, stops them all (§6.11)."""

from congvan.sites.ports import find_port
from congvan.sites.supervisor.errors import SupervisorError
from congvan.sites.supervisor.lock import held
from congvan.sites.supervisor.spec import ProcessSpec, Ready
from congvan.sites.supervisor.state import address_of, read_state, wait_until_ready
from congvan.sites.supervisor.supervisor import Supervisor

__all__ = [
    "ProcessSpec",
    "Ready",
    "Supervisor",
    "SupervisorError",
    "address_of",
    "find_port",
    "held",
    "read_state",
    "wait_until_ready",
]
