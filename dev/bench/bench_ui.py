"""First paint of the clerk's list beside that of the static design: the same Chromium, the same server.

The list is full and a document stands open beside it; the server is warm, the browser's cache is empty.
A round loads each page once in a context of its own; the pages take turns at going first.
"""

from __future__ import annotations

import os
import sys
from statistics import median, quantiles
from typing import Any, Final

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.browser.settings"

import django
from playwright.sync_api import Browser, sync_playwright

from dev.repository import ROOT

DESIGN: Final = ROOT.parent / "shared/design"
MOCK: Final = "clerk-inbox.html"
ROUNDS: Final = 21
WARM_UP: Final = 3
RATIO_MAX: Final = 1.5
PAINTED: Final = """() => new Promise((done) => new PerformanceObserver((list) => {
  const paint = list.getEntriesByName("first-contentful-paint")[0];
  const { responseStart } = performance.getEntriesByType("navigation")[0];
  if (paint) done({ paint: paint.startTime, answer: responseStart });
}).observe({ type: "paint", buffered: true }))"""


def main() -> int:
    """Measure in alternation, print the table."""
    if not (DESIGN / MOCK).is_file():
        sys.stderr.write(f"Không có bản thiết kế tĩnh {MOCK} ở cạnh kho mã: không có gì để so.\n")
        return 0
    django.setup()
    from dev.bench.served import served
    from tests.ui.browser import launch

    found: dict[str, list[dict[str, float]]] = {"mock": [], "ours": []}
    with served(beside=DESIGN) as site, sync_playwright() as playwright:
        addresses = {"mock": f"{site.beside}/{MOCK}", "ours": site.clerks_list}
        browser = launch(playwright)
        for turn in range(WARM_UP + ROUNDS):
            for name in sorted(addresses, reverse=bool(turn % 2)):
                found[name].append(_load(browser, addresses[name], site.cookies))
        browser.close()
    _print({name: loads[WARM_UP:] for name, loads in found.items()})
    return 0


def _load(browser: Browser, address: str, cookies: list[Any]) -> dict[str, float]:
    """Milliseconds from the start of the navigation to the answer's first byte, and to the first paint."""
    from tests.ui.browser import DESKTOP

    context = browser.new_context(viewport=DESKTOP, color_scheme="light")  # type: ignore[arg-type]  # two integers
    context.add_cookies(cookies)
    page = context.new_page()
    try:
        answer = page.goto(address, wait_until="load")
        assert answer is not None, address
        assert answer.ok, address
        measured: dict[str, float] = page.evaluate(PAINTED)
        return measured
    finally:
        context.close()


def _print(found: dict[str, list[dict[str, float]]]) -> None:
    rows = []
    for name, title in (("mock", "Bản thiết kế tĩnh"), ("ours", "Chưa xử lý, của văn thư")):
        answer, paint = ([one[what] for one in found[name]] for what in ("answer", "paint"))
        low, _, high = quantiles(paint, n=4)
        middle = f"{low:.0f} – {high:.0f}"
        rows.append(f"{title:<28}{median(answer):>12.0f}{median(paint):>14.0f}{middle:>16}\n")
    ours, mock = (median(one["paint"] for one in found[name]) for name in ("ours", "mock"))
    sys.stdout.write(
        f"Lần vẽ đầu tiên, mili giây: trung vị của {ROUNDS} lượt xen kẽ, bộ đệm trình duyệt trống\n"
        f"{'':<28}{'byte đầu':>12}{'vẽ lần đầu':>14}{'nửa ở giữa':>16}\n"
        f"{''.join(rows)}"
        f"Tỷ lệ: {ours / mock:.2f} (không quá {RATIO_MAX})\n"
    )


if __name__ == "__main__":
    sys.exit(main())
