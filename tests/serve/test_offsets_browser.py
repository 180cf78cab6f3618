"""What was found after an emoji family is marked in the page at the very code points that Python counts.

The reader's own marks are tried in `test_reader_browser`, the span editor of the review page in `test_review_browser`.
"""

from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser
from tests.serve.browser import serving, visiting
from tests.serve.reader_case import FAMILY, make

from sitrep.case.folders import open_case
from sitrep.case.reading import Instruments
from sitrep.desk.desks import Desk
from sitrep.desk.reading.readers import page_view
from sitrep.model.fields import text_at
from sitrep.serve.app import create_app

pytestmark = pytest.mark.browser
# Words that stand after a family, a combining accent, a no-break space, in Arabic, and after a zero-width space.
AFTER = {
    "wounded four": ["wounded four"],
    "owner": ["owner"],
    "nine people": ["nine people"],
    "\u0634\u0647\u0648\u062f": ["\u0634\u0647\u0648\u062f"],
    "bakers millers": ["bakers", "millers"],
}


@pytest.fixture(scope="module")
def odd_desk(tmp_path_factory: pytest.TempPathFactory, instruments: Instruments) -> Iterator[Desk]:
    with open_case(make(tmp_path_factory.mktemp("odd"), instruments)) as case:
        yield Desk(case)


@pytest.fixture(scope="module")
def base(odd_desk: Desk) -> Iterator[str]:
    with serving(create_app(odd_desk)) as address:
        yield address


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "none"])
def test_what_was_found_is_marked_where_python_counts_it(
    chromium: Browser, base: str, odd_desk: Desk, *, javascript: bool
) -> None:
    view = page_view(odd_desk, "odd")
    text, name = str(view["text"]), text_at(view, "document", "id")
    assert text.index(FAMILY) < text.index("wounded four")
    with visiting(chromium, base, javascript=javascript) as visit:
        for asked, found in AFTER.items():
            words = f'"{asked}"' if found == [asked] else asked
            visit.page.goto(f"/search?q={quote(words)}&spellings=no")
            marks = visit.page.locator(f"mark a[href^='/pages/{name}?at=']")
            links = [str(link.get_attribute("href")) for link in marks.all()]
            assert [*dict.fromkeys(marks.all_text_contents())] == found
            for link, shown in zip(links, marks.all_text_contents(), strict=True):
                low, high = (int(place) for place in parse_qs(urlsplit(link).query)["at"][0].split("-"))
                assert text[low:high] == shown
                visit.page.goto(link)
                assert "".join(visit.page.locator("mark.at").all_text_contents()) == shown
