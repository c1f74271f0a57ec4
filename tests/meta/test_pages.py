"""Every setting says what it means; every template is somebody's page; the generated tables say what the policy does."""

from __future__ import annotations

import ast
import re
from dataclasses import fields

import pytest

from congvan.base.acts import Act, Move
from congvan.node.acts.roles import CLERK, LEADER, OPERATOR, SAME_AGENCY
from congvan.sites.configuration import Site
from dev.docs import make_permissions, make_states
from dev.repository import ROOT, SOURCE, files, python_files


@pytest.mark.parametrize(
    "entry", [entry for entry in fields(Site) if entry.name != "home"], ids=lambda one: one.name
)
def test_every_setting_says_what_it_means(entry):
    meaning = entry.metadata["meaning"]
    assert re.search(r"[À-ỹđĐ]", meaning)
    assert meaning.endswith(".")
    assert f"| `{entry.name}` |" in (ROOT / "docs/reference/settings.md").read_text("utf-8")


def test_every_template_is_used():
    """By its path under `templates/`, in code or in another template; `ui/parts/x.html` also by a class X of `ui`."""
    templates = [path for path in files() if "/templates/" in path.as_posix() and path.is_relative_to(SOURCE)]
    readers = [path for path in files() if path.suffix in {".py", ".html"} and path.is_relative_to(SOURCE)]
    text = {path: path.read_text("utf-8") for path in readers}
    assert templates, "no template was found"
    unused = []
    for template in templates:
        name = template.as_posix().partition("/templates/")[2]
        written = name.startswith("ui/parts/") and template.stem in classes_of_ui()
        if not written and not any(f'"{name}"' in said for path, said in text.items() if path != template):
            unused.append(name)
    assert unused == []


def classes_of_ui():
    """The values that `{% part %}` writes out by the template of their name."""
    return {
        node.name.lower()
        for _, tree in python_files(SOURCE / "ui")
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }


def test_every_page_of_reference_is_listed_in_the_index():
    index = (ROOT / "docs/index.md").read_text("utf-8")
    pages = [path for path in files() if path.suffix == ".md" and path.is_relative_to(ROOT / "docs")]
    linked = [page.relative_to(ROOT / "docs").as_posix() for page in pages if page.parent.name != "adr"]
    assert [name for name in linked if name != "index.md" and f"({name})" not in index] == []


def test_files_beside_the_fixed_names_are_those_of_their_decision():
    fixed = {"__init__", "apps", "models", "actions", "steps", "queries", "jobs"}
    beside = {
        f"{path.parent.name}/{path.stem}"
        for path in files()
        if path.suffix == ".py" and path.parent.parent == SOURCE / "node" and path.stem not in fixed
        if path.parent.name not in {"acts", "web", "api"}
    }
    decision = (ROOT / "docs/adr/0010-files-beside-the-fixed-names.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in decision.splitlines() if line.startswith("| `")]
    assert beside == {name for row in rows for name in re.findall(r"`([a-z]+/[a-z_]+)`", row)}


def test_a_tick_is_what_the_policy_says():
    act = Act("x.y", "Thử", law=("QD11/D1",), may=(CLERK & SAME_AGENCY) | OPERATOR)
    within, anywhere = make_permissions.relation_sets(act)
    assert make_permissions.may(act, CLERK, within)
    assert not make_permissions.may(act, CLERK, anywhere)
    assert not make_permissions.may(act, LEADER, within)
    assert make_permissions.may(act, OPERATOR, anywhere)


def test_a_picture_has_each_move_and_its_ends():
    table = make_states.ActTable("Bảng", (
        Act("x.go", "Đi", law=("QD11/D1",), may=CLERK, move=Move.between("a", "b", to="c")),
        Act("x.stay", "Ở", law=("QD11/D1",), may=CLERK, move=Move.within("c")),
    ))  # fmt: skip
    (machine,) = make_states.machines(table)
    picture = make_states.drawn(machine)
    for line in (
        "[*] --> A",
        "[*] --> B",
        "A --> C: Đi",
        "B --> C: Đi",
        "C --> [*]",
        "- ở nguyên (c): `x.stay` Ở",
    ):
        assert line in picture
    assert "[*] --> C" not in picture
