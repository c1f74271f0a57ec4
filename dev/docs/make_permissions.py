"""docs/reference/permissions.md: who may do what, asked of the policy itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from congvan.base.acts import Act, Atom, Relation, Role
from congvan.base.policy import Facts, Verdict, allowed
from dev.repository import ROOT
from dev.verbs import roles, tables

PAGE = ROOT / "docs/reference/permissions.md"
TITLES = {"node": "Hệ thống QLVBĐH", "hub": "Trục liên thông"}
HEAD = """# Ai được làm gì

Sinh từ các bảng việc (`make docs`): mỗi ô là câu trả lời của `base.policy` cho một vai trò, khi những quan
hệ ghi ở cột “khi” là đúng và không có gì khác. Đổi một dấu ✔ là đổi một thẩm quyền. Không có ở đây thì
không ai được làm. Việc chỉ tùy quan hệ (đang giữ, chủ trì, là người lập) thì có ✔ ở mọi cột; tiến trình và
đơn vị vận hành không có vị trí công tác nên không bao giờ ở trong các quan hệ ấy.
"""


def page() -> str:
    """The page as it should stand."""
    return HEAD + "".join(part for product in TITLES for part in _product(product))


def _product(product: str) -> Iterator[str]:
    columns = roles(product)
    yield f"\n## {TITLES[product]}\n\n"
    yield "".join(f"- `{role.code}`: {role.label}\n" for role in columns)
    for table in tables(product):
        yield f"\n### {table.title}\n\n"
        yield "| việc | khi | " + " | ".join(f"`{role.code}`" for role in columns) + " |\n"
        yield "|---|---|" + ":-:|" * len(columns) + "\n"
        for act in table:
            for relations in relation_sets(act):
                yield _row(act, relations, columns)


def relation_sets(act: Act) -> list[frozenset[Atom]]:
    """The sets of relations that matter to an act: those of each way of its term, each once."""
    ways = [frozenset(atom for atom in way if isinstance(atom, Relation)) for way in act.may.ways()]
    return list(dict.fromkeys(ways))


def _row(act: Act, relations: frozenset[Atom], columns: Iterable[Role]) -> str:
    when = " + ".join(sorted(atom.label for atom in relations)) or "bất kỳ"
    ticks = " | ".join("✔" if may(act, role, relations) else "✘" for role in columns)
    return f"| `{act.code}` {act.label} | {when} | {ticks} |\n"


def may(act: Act, role: Role, relations: frozenset[Atom]) -> bool:
    """What the policy says of somebody with this role alone, in these relations to the subject."""
    return allowed(act, Facts(relations | {role}, visible=True)) is Verdict.ALLOWED


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
