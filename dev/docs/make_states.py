"""docs/reference/states.md: the state pictures, drawn from the moves of the act tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from congvan.base.acts import Act, ActTable
from dev.repository import ROOT
from dev.verbs import tables

PAGE = ROOT / "docs/reference/states.md"
TITLES = {"node": "Hệ thống QLVBĐH", "hub": "Trục liên thông"}
HEAD = """# Các trạng thái

Sinh từ cột chuyển trạng thái của các bảng việc (`make docs`). Mũi tên từ ● chỉ trạng thái mà không việc nào
trong bảng dẫn tới: nội dung được lập ra ở đó. Việc không đổi trạng thái được kể dưới hình.
"""


@dataclass
class Machine:
    """The moves that go between the states of one kind, with the act that makes each."""

    title: str
    declared: list[str]
    moves: list[tuple[str, str, Act]] = field(default_factory=list)
    stays: list[tuple[list[str], Act]] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def place(self, name: str) -> tuple[int, str]:
        """Where a state stands: as declared, else by its name."""
        return (self.declared.index(name) if name in self.declared else 0, name)

    def ordered(self) -> list[tuple[str, str]]:
        """The states that moves speak of, with their labels."""
        return sorted(self.labels.items(), key=lambda pair: self.place(pair[0]))


def page() -> str:
    """The page as it should stand."""
    parts = [HEAD]
    for product, title in TITLES.items():
        parts.append(f"\n## {title}\n")
        parts += [drawn(machine) for table in tables(product) for machine in machines(table)]
    return "".join(parts)


def machines(table: ActTable) -> list[Machine]:
    """The machines of one act table: one for each set of states, or one where states are plain words."""
    found: dict[str, Machine] = {}
    for act in table:
        if act.move is None:
            continue
        states = [*act.move.sources, *([act.move.to] if act.move.to else [])]
        kind = type(states[0])
        name = kind.__name__ if issubclass(kind, Enum) else table.title
        declared = [member.name for member in kind] if issubclass(kind, Enum) else []
        machine = found.setdefault(name, Machine(f"{table.title}: {name}" if declared else name, declared))
        machine.labels |= {_id(state): str(state) for state in states}
        sources = sorted(act.move.sources, key=lambda state: machine.place(_id(state)))
        if act.move.to is None:
            machine.stays.append(([str(state) for state in sources], act))
        else:
            machine.moves += [(_id(state), _id(act.move.to), act) for state in sources]
    return list(found.values())


def drawn(machine: Machine) -> str:
    """One picture with what stays below it."""
    lines = [f"\n### {machine.title}\n\n```mermaid\nstateDiagram-v2"]
    lines += [f'    state "{label}" as {name}' for name, label in machine.ordered()]
    lines += _edges(machine)
    lines.append("```\n")
    lines += [f"- ở nguyên ({', '.join(states)}): `{act.code}` {act.label}" for states, act in machine.stays]
    idle = [name for name in machine.declared if name not in machine.labels]
    lines += [f"- chưa việc nào dùng: `{name}`" for name in idle]
    return "\n".join(lines).rstrip("\n") + "\n"


def _edges(machine: Machine) -> Iterator[str]:
    reached = {to for source, to, _ in machine.moves if source != to}
    left = {source for source, to, _ in machine.moves if source != to}
    names = [name for name, _ in machine.ordered()]
    yield from (f"    [*] --> {name}" for name in names if name not in reached)
    yield from (f"    {source} --> {to}: {act.label}" for source, to, act in machine.moves)
    yield from (f"    {name} --> [*]" for name in names if name in reached and name not in left)


def _id(state: str) -> str:
    """A name that Mermaid takes: the member's, or the word in capitals."""
    return state.name if isinstance(state, Enum) else state.upper()


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
