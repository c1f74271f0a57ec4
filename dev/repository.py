"""The repository as files: what the meta tests and the makers of pages look at."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src/congvan"


@cache
def files() -> tuple[Path, ...]:
    """Every file that is, or would be, under version control."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()))


def texts() -> Iterator[tuple[Path, str]]:
    """Every file that is text, with its text."""
    for file in files():
        data = file.read_bytes()
        if b"\0" not in data[:8192]:
            yield file, data.decode("utf-8", "replace")


def python_files(folder: Path = SOURCE) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file of ours under `folder`, parsed."""
    for file in files():
        if file.suffix == ".py" and file.is_relative_to(folder):
            yield file, ast.parse(file.read_text("utf-8"), str(file))


@cache
def defined_names() -> frozenset[str]:
    """Every name that the source defines: classes, functions, fields, constants, arguments."""
    found: set[str] = set()
    for _, tree in python_files():
        for node in ast.walk(tree):
            found |= names_of(node)
    return frozenset(found)


def is_defined(identifier: str) -> bool:
    """Whether the source defines a name; of `Role.CLERK` both parts: CLERK may be a constant of that type."""
    return set(identifier.split(".")) <= defined_names()


def names_of(node: ast.AST) -> set[str]:
    """The names that one statement or argument introduces."""
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return {name}
        case ast.arg(arg=name):
            return {name}
        case ast.Assign(targets=targets):
            return {target.id for target in targets if isinstance(target, ast.Name)}
        case ast.AnnAssign(target=ast.Name(id=name)):
            return {name}
        case _:
            return set()
