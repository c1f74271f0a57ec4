"""Small web servers of the tests: the Django site, and a folder of static files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from django.core.handlers.wsgi import WSGIHandler
from django.db import connections


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class SilentApplication(WSGIRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """The browser's listener judges; nothing is printed."""

    def handle(self) -> None:
        """A browser that hangs up midway leaves no connection to the database open."""
        try:
            super().handle()
        finally:
            connections.close_all()


class SilentFiles(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        """As above."""


@contextmanager
def running(server) -> Iterator[str]:
    """Serve in a thread; yields the address."""
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def site():
    """The Django site of `tests.ui.settings`."""
    server = Server(("127.0.0.1", 0), SilentApplication)
    server.set_app(WSGIHandler())
    return running(server)


def folder(path: Path):
    """The files of a folder."""
    handler = partial(SilentFiles, directory=str(path))
    return running(ThreadingHTTPServer(("127.0.0.1", 0), handler))
