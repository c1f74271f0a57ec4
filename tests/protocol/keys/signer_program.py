"""The signer as a process, with a log of everything it knows about each record, and able to die at a given step.

`python -m tests.protocol.keys.signer_program SOCKET KEYS [DIE_AFTER MARK]`: the first life, told by the absence of
MARK, ends by SIGKILL after DIE_AFTER signatures.
"""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from congvan.signing.keys import KeyKind, KeyRing, LockedKey, ring_from_directory
from congvan.signing.signer import serve


class Everything(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        super().format(record)
        return str(vars(record))


@dataclass(frozen=True)
class Mortal(LockedKey):
    """A key in whose process the power fails after some signatures."""

    held: LockedKey
    die_after: int
    mark: Path

    @property
    def kind(self) -> KeyKind:
        return self.held.kind

    @property
    def keeper(self) -> str:
        return self.held.keeper

    def certificate_chain(self) -> tuple[bytes, ...]:
        return self.held.certificate_chain()

    def sign_many(self, items: Sequence[bytes], *, pin: str) -> Iterator[bytes]:
        for count, signature in enumerate(self.held.sign_many(items, pin=pin)):
            if count == self.die_after and not self.mark.exists():
                self.mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield signature


def main() -> None:
    socket_path, keys, *death = sys.argv[1:]
    handler = logging.StreamHandler()
    handler.setFormatter(Everything())
    logging.basicConfig(level=logging.DEBUG, handlers=[handler])
    ring = ring_from_directory(Path(keys))
    if death:
        after, mark = int(death[0]), Path(death[1])
        ring = KeyRing({label: Mortal(key, after, mark) for label, key in ring.keys.items()})
    threading.Thread(target=tell_when_ready, args=(Path(socket_path),), daemon=True).start()
    serve(Path(socket_path), ring)


def tell_when_ready(path: Path) -> None:
    while not path.exists():
        threading.Event().wait(0.01)  # polls the state of the main thread; the starter bounds it
    sys.stdout.write("ready\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
