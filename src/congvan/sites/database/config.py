"""How the cluster is set: small enough for three on two cores, durable always."""

from __future__ import annotations

from pathlib import Path

SERVER_HOST = "127.0.0.1"
SOCKET_PATH_BYTES_MAX = 107  # sun_path of Linux, the closing zero left out

# Passed on the command line, so that a data directory never holds a setting of an older version.
SETTINGS: dict[str, str] = {
    "listen_addresses": SERVER_HOST,
    "password_encryption": "scram-sha-256",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "max_connections": "80",
    "shared_buffers": "64MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "min_wal_size": "64MB",
    "max_wal_size": "512MB",
    "max_worker_processes": "4",
    "max_parallel_workers_per_gather": "0",
    "jit": "off",
    "timezone": "UTC",
    "lc_messages": "C",
    "log_timezone": "UTC",
    "log_line_prefix": "%m %p ",
    "log_min_duration_statement": "2s",
    "idle_in_transaction_session_timeout": "10min",
}

# The password proves who asks, on the socket as well: any local account can reach the loopback port.
HBA = """# Written by the launcher at every start.
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
"""


def arguments(*, data: Path, socket_dir: Path, port: int) -> list[str]:
    """The arguments of `postgres` for one cluster."""
    named = {"port": str(port), "unix_socket_directories": str(socket_dir), "unix_socket_permissions": "0700"}
    listed = ["-D", str(data)]
    for name, value in (SETTINGS | named).items():
        listed += ["-c", f"{name}={value}"]
    return listed
