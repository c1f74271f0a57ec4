"""Holding a part of ours beside its twin in the static mock: same font, colours, height and gaps."""

from __future__ import annotations

from playwright.sync_api import Page

PIXELS = 1.0
MEASURE = """(element) => {
  const style = getComputedStyle(element);
  const lengths = {}, words = {};
  for (const name of ["fontSize", "lineHeight", "columnGap", "rowGap", "paddingTop", "paddingRight", "paddingBottom",
                      "paddingLeft", "borderTopLeftRadius", "borderTopWidth", "borderBottomWidth"]) {
    const number = parseFloat(style[name]);
    lengths[name] = Number.isNaN(number) ? 0 : number;
  }
  lengths.height = element.getBoundingClientRect().height;
  for (const name of ["color", "backgroundColor", "borderTopColor", "fontWeight", "fontStyle"]) words[name] = style[name];
  words.family = style.fontFamily.split(",")[0];
  return {lengths, words};
}"""


def measured(page: Page, selector: str) -> dict[str, dict[str, object]]:
    """The measures of the first element that is shown."""
    return page.locator(f"{selector} >> visible=true").first.evaluate(MEASURE)


def same_as_design(page: Page, selector: str, *, mock: Page, design_selector: str) -> None:
    """Fail where the part differs from the mock's: lengths by more than a pixel, words at all."""
    ours, theirs = measured(page, selector), measured(mock, design_selector)
    apart = {
        name: (value, theirs["lengths"][name])
        for name, value in ours["lengths"].items()
        if abs(value - theirs["lengths"][name]) > PIXELS
    }
    # The colour of a border that has no width is seen by nobody.
    ignored = set() if ours["lengths"]["borderTopWidth"] else {"borderTopColor"}
    apart |= {
        name: (value, theirs["words"][name])
        for name, value in ours["words"].items()
        if value != theirs["words"][name] and name not in ignored
    }
    assert not apart, f"{selector} beside {design_selector} (ours, theirs): {apart}"
