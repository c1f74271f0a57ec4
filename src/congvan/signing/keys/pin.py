"""Where a command takes the PIN from: prompt, file, environment; never an argument, which others see."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from congvan.signing.errors import KeyRefused

PIN_BYTES_MAX = 512
_PRIVATE = stat.S_IRWXG | stat.S_IRWXO


def read_pin(source: str, *, environment: Mapping[str, str], prompt: Callable[[], str]) -> str:
    """The PIN of `env:NAME`, `file:PATH` (its first line) or `prompt`.

    Raises KeyRefused ("signer.pin_source") where there is none, or a file that others may read.
    """
    kind, _, name = source.partition(":")
    if source == "prompt":
        pin = prompt()
    elif kind == "env":
        pin = environment.get(name, "")
    elif kind == "file":
        pin = _of_file(Path(name))
    else:
        raise _no_pin("phải là prompt, env:TÊN hoặc file:ĐƯỜNG_DẪN")
    if not pin:
        raise _no_pin("không có mã PIN ở đó")
    return pin


def _of_file(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_mode & _PRIVATE:
                raise _no_pin("người khác đọc được tệp này, hãy chmod 600")
            return stream.read(PIN_BYTES_MAX).decode().partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise _no_pin("không đọc được tệp") from error


def _no_pin(why: str) -> KeyRefused:
    return KeyRefused("signer.pin_source", f"Chưa lấy được mã PIN: {why}.")
