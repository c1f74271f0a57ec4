"""The processes of one site, from its `site.toml`: database, migrations, web, worker, signer."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from congvan.sites.configuration import HOME_VARIABLE, Site
from congvan.sites.database import Cluster, External, resolve
from congvan.sites.database.folder import write_secret
from congvan.sites.ports import LOOPBACK, reserve_port
from congvan.sites.supervisor.spec import ProcessSpec

# What a process of ours may see of the caller's environment.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "SOFTHSM2_CONF")
DATABASE_STOP_SECONDS = 30.0


def plan(site: Site, *, environ: Mapping[str, str]) -> list[ProcessSpec]:
    """What to run for `site`, in order. Writes `database.url`, which the settings read; starts nothing."""
    environment = environment_of(site, environ)
    specs = [*database_specs(site, environ), migration(site, environment)]
    if site.kind == "node":
        specs.append(signer(site, environment))
    return [*specs, worker(site, environment), web(site, environment)]


def environment_of(site: Site, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of every Python process of the site."""
    kept = {name: environ[name] for name in PASSED_ON if name in environ}
    own = {
        HOME_VARIABLE: str(site.home),
        "DJANGO_SETTINGS_MODULE": f"congvan.sites.{site.kind}.settings",
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }
    return {"PATH": os.defpath} | kept | own


def database_specs(site: Site, environ: Mapping[str, str]) -> list[ProcessSpec]:
    """The embedded database, or nothing where one is given. A demo never uses the one of the environment."""
    given = {"DATABASE_URL": site.database_url}
    outside = given if site.demo or site.database_url else environ
    found = resolve(site.home / "database", port=0, environ=outside)
    if isinstance(found, External):
        write_secret(site.home / "database.url", found.url)
        return []
    return [embedded(found, site)]


def embedded(cluster: Cluster, site: Site) -> ProcessSpec:
    """The cluster as a process. SIGINT stops it with a checkpoint; SIGTERM would wait for every client."""
    cluster.create()
    argv = cluster.command()
    write_secret(site.home / "database.url", cluster.url())
    return ProcessSpec(
        name="postgres",
        argv=argv,
        env=cluster.environment(),
        address=f"{LOOPBACK}:{cluster.port}",
        ready=cluster.is_ready,
        before=cluster.before_start,
        stop_signal=signal.SIGINT,
        grace_seconds=DATABASE_STOP_SECONDS,
        death_signal=signal.SIGQUIT,
        account=cluster.owner,
    )


def migration(site: Site, environment: Mapping[str, str]) -> ProcessSpec:
    """Bring the tables to this version before anything uses them."""
    argv = [sys.executable, "-m", "django", "migrate", "--no-input", "--verbosity", "1"]
    return ProcessSpec(name="migrate", argv=argv, env=environment, cwd=site.home, once=True)


def signer(site: Site, environment: Mapping[str, str]) -> ProcessSpec:
    """The process that holds unlocked keys, behind its socket."""
    path = Path(site.path(site.signer_socket))
    argv = [sys.executable, "-m", f"congvan.sites.{site.kind}.signer"]
    return ProcessSpec(
        name="signer", argv=argv, env=environment, cwd=site.home, address=str(path), ready=path
    )


def worker(site: Site, environment: Mapping[str, str]) -> ProcessSpec:
    """The loop that sends, pulls and seals."""
    argv = [sys.executable, "-m", f"congvan.sites.{site.kind}.worker"]
    return ProcessSpec(name="worker", argv=argv, env=environment, cwd=site.home)


def web(site: Site, environment: Mapping[str, str]) -> ProcessSpec:
    """The pages and the HTTP calls; last, so that a site that answers is whole."""
    holder = reserve_port(site.port)
    port = holder.getsockname()[1]
    address = f"http://{LOOPBACK}:{port}"
    flags = ["--interface", "wsgi", "--host", LOOPBACK, "--port", str(port), "--workers", "1"]
    argv = [sys.executable, "-m", "granian", *flags, f"congvan.sites.{site.kind}.wsgi:application"]
    ready = f"{address}/readyz"
    return ProcessSpec(
        name="web",
        argv=argv,
        env=environment,
        cwd=site.home,
        address=address,
        ready=ready,
        port_holder=holder,
    )
