"""How long the map takes to draw itself anew, at two sizes of case, in a real browser.

    python bench/map_redraw.py SMALL LARGE [--times 15] [--browser PATH]

SMALL and LARGE are the addresses of the map pages of two running desks, say one of 2,000 incidents and one of 20,000.
Printed for each action are the median milliseconds from the action to the second frame after it, of both desks, and
their ratio; then the same for the drawing of the incidents alone, as the page itself measures it. Both desks are
measured in one run, in turns, so that a busy machine slows both.
"""

import argparse
import statistics
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

BROWSER = "/usr/bin/chromium"
# Each is done and undone, so that a measurement begins where the last one did.
ACTIONS = {
    "pan the world": ("map.setView([25, 20], 2)", "map.panBy([120, 40])"),
    "zoom to a country": ("map.setView([35, 38.5], 5)", "map.setZoom(6)"),
    "pan a province": ("map.setView([35.5, 37], 8)", "map.panBy([200, 80])"),
    "zoom out to the world": ("map.setView([35.5, 37], 6)", "map.setView([25, 20], 2)"),
    "move the brush": (
        "map.setView([35, 38.5], 5); brush.value = 0; brush.dispatchEvent(new Event('input'))",
        "brush.value = Math.floor(brush.max / 2); brush.dispatchEvent(new Event('input'))",
    ),
}
TIMED = """async ([before, action]) => {
  const { map } = window.sitrep, brush = document.querySelector("#brush .from input");
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  map.options.zoomAnimation = false; map._zoomAnimated = false;
  const run = new Function("map", "brush", before), act = new Function("map", "brush", action);
  run(map, brush); await frame(); await frame();
  const begun = performance.now();
  act(map, brush); await frame();
  const own = performance.getEntriesByName("sitrep incidents").at(-1)?.duration ?? 0;
  return [performance.now() - begun, own];
}"""


def opened(page: Page, address: str) -> Page:
    """A page on which the map is drawn."""
    page.goto(address)
    page.wait_for_selector("#map[data-ready=yes]", timeout=60_000)
    page.wait_for_timeout(2_000)
    return page


def rows(pages: tuple[Page, Page], times: int) -> Iterator[tuple[str, list[float], list[float]]]:
    """By action: the medians of the whole redraw, small and large, and of drawing the incidents alone."""
    for name, steps in ACTIONS.items():
        found: tuple[list[list[float]], list[list[float]]] = ([], [])
        for _ in range(times):
            for page, kept in zip(pages, found, strict=True):
                page.bring_to_front()
                kept.append(page.evaluate(TIMED, list(steps)))
        whole, own = ([statistics.median(each[part] for each in kept) for kept in found] for part in (0, 1))
        yield name, whole, own


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("small")
    parser.add_argument("large")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--browser", default=BROWSER)
    asked = parser.parse_args()
    with sync_playwright() as driver:
        # The pages are evaluated into, which the policy of the pages themselves forbids.
        browser = driver.chromium.launch(executable_path=asked.browser, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        pages = (opened(context.new_page(), asked.small), opened(context.new_page(), asked.large))
        print(f"{'median ms of ' + str(asked.times):28}{'small':>9}{'large':>9}{'ratio':>8}   incidents alone")
        for name, whole, own in rows(pages, asked.times):
            alone = f"{own[0]:6.1f}{own[1]:8.1f}"
            print(f"{name:28}{whole[0]:9.1f}{whole[1]:9.1f}{whole[1] / whole[0]:8.2f}   {alone}")
        browser.close()


if __name__ == "__main__":
    main()
