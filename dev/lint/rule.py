"""What a rule is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True, eq=False)
class Rule:
    """A pattern that no line may match, outside the paths where it belongs."""

    code: str
    why: str
    pattern: str
    bad: tuple[str, ...]  # lines that must be caught: the rule's own test
    good: tuple[str, ...]  # lines that must pass
    inside: tuple[str, ...] = ("src/",)  # path prefixes that it watches
    allowed: dict[str, str] = field(default_factory=dict)  # path pattern → why it may

    def catches(self, line: str) -> bool:
        """Whether a line breaks the rule. A whole-line comment is prose, not code."""
        return not line.lstrip().startswith("#") and re.search(self.pattern, line) is not None

    def watches(self, path: str) -> bool:
        """Whether a file (relative, with slashes) is held to the rule."""
        return path.startswith(self.inside) and not any(re.fullmatch(where, path) for where in self.allowed)
