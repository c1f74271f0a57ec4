"""docs/law/coverage.md: clause → acts and rules → tests that ran; what is open is named as open.

Which tests ran is known only after all of them: `make test` leaves build/law-marks.json and holds this page
against it, `make docs` then renews the page. In between (`make check`) the tests named on the page stand,
and the rest of the page is held against the code.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from congvan.law.refs import LawRef
from congvan.law.texts import Binds, clauses, instruments
from dev.docs.citations import Cites, Row, rows
from dev.law_marks import merged
from dev.repository import ROOT

PAGE = ROOT / "docs/law/coverage.md"
MARKS = ROOT / "build/law-marks.json"
ROOMS = ROOT / "dev/docs/rooms.toml"
SHOWN = 160
BINDS = {Binds.SYSTEM: "phần mềm", Binds.PEOPLE: "con người", Binds.NONE: "không ràng buộc ai"}
HEAD = """# Điều khoản nào, ở đâu trong mã, được kiểm ở đâu

Sinh từ các bảng việc, các quy tắc và dấu `@pytest.mark.law` của những kiểm thử đã chạy đạt (`make test`, rồi
`make docs`). Dẫn một khoản là dẫn cả các điểm của nó. Một điều khoản buộc phần mềm mà thiếu việc, quy tắc hay
kiểm thử là **còn mở**. Kiểm thử mất đi thì trang này sai và `make test` không đạt.
"""


def page(marks: Cites | None = None) -> str:
    """The page for these marks of tests; without any, for the tests that the page names."""
    found = sorted(
        rows(named_on(PAGE) if marks is None else marks), key=lambda row: row.clause.instrument.issued
    )
    bound = [row for row in found if row.clause.binds is Binds.SYSTEM]
    open_rows = [row for row in bound if row.missing]
    whole = len(bound) - len(open_rows)
    counts = f"{len(bound)} điều khoản buộc phần mềm: {whole} đủ cả hai bên, {len(open_rows)} còn mở."
    return f"{HEAD}\n{counts}\n{_open(open_rows)}{''.join(_all(found))}"


def _open(open_rows: list[Row]) -> str:
    lines = "".join(
        f"| `{row.clause.id}` | {', '.join(row.missing)} | {room_of(row.clause.id)} |\n" for row in open_rows
    )
    return f"\n## Còn mở\n\n| điều khoản | thiếu | chỗ của nó |\n|---|---|---|\n{lines}"


def _all(found: list[Row]) -> Iterator[str]:
    code = ""
    for row in found:
        if row.clause.instrument.code != code:
            code = row.clause.instrument.code
            yield f"\n## {code}: {instruments()[code].short}\n"
        yield _section(row)


def _section(row: Row) -> str:
    clause = row.clause
    said = " ".join(f"{clause.heading} {clause.text}".split())
    quoted = said if len(said) <= SHOWN else said[: said.rindex(" ", 0, SHOWN)] + " …"
    title = f"\n### `{clause.id}` {LawRef.parse(clause.id).place}\n\n> {quoted}\n\n"
    kinds = {"việc": row.acts, "quy tắc": row.rules, "phép tính": row.functions}
    lines = [
        f"- {kind}: {', '.join(f'`{name}`' for name in names)}\n" for kind, names in kinds.items() if names
    ]
    lines += [f"- kiểm thử: `{test}`\n" for test in row.tests]
    state = f"- **còn mở**: thiếu {', '.join(row.missing)}\n" if row.missing else ""
    return f"{title}- buộc: {BINDS[clause.binds]}\n{''.join(lines)}{state}"


def room_of(clause: str) -> str:
    """Where an open clause belongs; the house has not decided where no row covers it."""
    ref = LawRef.parse(clause)
    for room in tomllib.loads(ROOMS.read_text("utf-8"))["room"]:
        if any(
            ref.source == own or ("/" in own and LawRef.parse(own).covers(ref)) for own in room["clauses"]
        ):
            return str(room["name"])
    return "chưa định"


def named_on(path: Path) -> Cites:
    """Clause → tests, as a page names them; nothing where there is no page yet."""
    found: dict[str, list[str]] = {}
    clause = ""
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        if title := re.match(r"### `([^`]+)`", line):
            clause = title[1]
        elif test := re.match(r"- kiểm thử: `([^`]+)`", line):
            found.setdefault(clause, []).append(test[1])
    return {clause: _own(clause, found) for clause in found}


def _own(clause: str, found: Cites) -> list[str]:
    """The tests of a clause; a heading without words shows those of its parts, which are not its own."""
    if clauses()[clause].text:
        return list(found[clause])
    parts = (found[one] for one in found if one.startswith(f"{clause}."))
    of_parts = {test for tests in parts for test in tests}
    return [test for test in found[clause] if test not in of_parts]


def ran() -> Cites | None:
    """The marks of the last whole run that passed, also of tests that this machine had to skip."""
    if not MARKS.exists():
        return None
    kept = json.loads(MARKS.read_text("utf-8"))
    return merged({"passed": marks} for marks in kept.values())["passed"]


def main() -> int:
    """Write the page; with `check`, compare it with the last whole run instead."""
    marks = ran()
    if sys.argv[1:] != ["check"]:
        PAGE.write_text(page(marks), "utf-8")
        return 0
    if marks is not None and PAGE.read_text("utf-8") == page(marks):
        return 0
    sys.stderr.write(
        "docs/law/coverage.md không khớp các kiểm thử vừa chạy: chạy make docs và xem lại khác biệt.\n"
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
