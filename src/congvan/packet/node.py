"""A small tree of elements: what the scanner leaves of a packet once the attachments have streamed past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from congvan.packet.errors import PacketError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Node:
    """One element: local name, attributes, text without the blanks around it, children in order."""

    __slots__ = ("_parent", "attributes", "children", "name", "text")

    def __init__(self, name: str, text: str = "", *, parent: Node | None = None) -> None:
        self.name = name
        self.text = text
        self._parent: Node | None = None
        self.attributes: dict[str, str] = {}
        self.children: list[Node] = []
        if parent is not None:
            parent.append(self)

    @property
    def path(self) -> str:
        """Names from the root down. Made on demand: kept paths would multiply what a hostile packet costs."""
        names = []
        node: Node | None = self
        while node is not None:
            names.append(node.name)
            node = node._parent  # noqa: SLF001 — its own class
        return "/".join(reversed(names))

    def append(self, child: Node) -> None:
        child._parent = self
        self.children.append(child)

    def all(self, name: str) -> list[Node]:
        return [child for child in self.children if child.name == name]

    def one(self, name: str) -> Node | None:
        """The only child of that name. Two of them would let two readers see two documents: refused."""
        found = self.all(name)
        if len(found) > 1:
            raise PacketError(
                "element_repeated",
                found[1].path,
                f"Trường {name} xuất hiện {len(found)} lần, trong khi chỉ được có một. "
                "Đề nghị bên gửi tạo lại gói tin.",
            )
        return found[0] if found else None

    def value(self, name: str) -> str:
        """Text of the only child of that name; empty when absent."""
        child = self.one(name)
        return child.text if child else ""

    def walk(self) -> Iterator[Node]:
        """The element itself and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def add(parent: Node, name: str, text: str) -> None:
    """Append a field when there is something to say."""
    if text:
        Node(name, text, parent=parent)
