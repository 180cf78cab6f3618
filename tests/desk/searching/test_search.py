import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitrep.desk.searching.search import Found, create_search, index_claim, index_page, remove_page, search
from sitrep.desk.searching.spellings import Known, known_spellings
from sitrep.gazetteer.index import Gazetteer
from sitrep.gazetteer.tables import parse_rows

PAIRS = parse_rows("pairs.tsv", (Path(__file__).parent / "pairs.tsv").read_text(encoding="utf-8")).rows
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
PAGES = {
    "base": ("Jets leave", "Jets took off from Khmeimim at dawn. It is said that strikes followed."),
    "camp": ("Aircraft counted", f"{FAMILY} Aircraft stood at Hmeymin; IS fighters and Hamas officials spoke."),
    "arabic": ("قاعدة", "أقلعت طائرات من حُميميم، وقصفت حماة ودوما وعدن، من معدن"),
    "russian": ("Вылеты", "Самолёты вылетели с Хмеймима, сообщили в Хомсе"),
    "japanese": ("空爆", "ガザ空爆で36人が死亡"),
    "toll": ("Hama", "Shells fell on Hama's suburbs and on Deir ez-Zor; a strike killed 36 near the T4 base."),
    "capital": ("Elsewhere", "In Sana'a the Straße was calm; laden lorries waited in Baden."),
}


@pytest.fixture(scope="module")
def known(gazetteer: Gazetteer) -> Known:
    return known_spellings(gazetteer)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        create_search(connection)
        for name, (title, text) in PAGES.items():
            index_page(connection, name, title, text)
        index_claim(connection, "shells", "toll", [(0, 36)])
        index_claim(connection, "killed", "toll", [(52, 87)])
        yield connection


def pages(found: Found) -> list[str]:
    return [hit.page for hit in found.hits]


def marked(found: Found) -> dict[str, list[str]]:
    return {hit.page: [PAGES[hit.page][1][m.start : m.end] for m in hit.marks] for hit in found.hits}


@pytest.mark.parametrize(
    ("query", "page", "words"),
    [
        ("36", "toll", "36"),
        ("T4", "toll", "T4"),
        ("36人", "japanese", "36人"),
        ("爆", "japanese", "爆"),
        ("空爆", "japanese", "空爆"),
        ("حميميم", "arabic", "حُميميم"),
        ("حماه", "arabic", "حماة"),
        ("вылетели", "russian", "вылетели"),
        ("Хмеймим", "russian", "Хмеймим"),
        ("САМОЛЕТЫ", "russian", "Самолёты"),
        ("strasse", "capital", "Straße"),
        ("Sanaa", "capital", "Sana'a"),
        ("\U0001f467", "camp", FAMILY),
        ("official", "camp", "official"),
        ("IS", "camp", "IS"),
        ('"on Deir ez Zor"', "toll", "on Deir ez-Zor"),
    ],
)
def test_a_text_in_any_script_is_found_and_marked_as_it_stands(
    index: sqlite3.Connection, query: str, page: str, words: str
) -> None:
    assert words in marked(search(index, query))[page]


@pytest.mark.parametrize(
    ("query", "page"), [("Aden", "capital"), ("IS", "base"), ("Hama", "camp"), ("36 died", "toll")]
)
def test_a_word_is_not_found_in_another(index: sqlite3.Connection, query: str, page: str) -> None:
    assert page not in pages(search(index, f'"{query}"'))


def test_a_name_finds_itself_and_not_what_begins_with_it(index: sqlite3.Connection) -> None:
    assert pages(search(index, "Hama")) == ["toll"]
    assert pages(search(index, "Hamas")) == ["camp"]


def test_a_word_finds_what_begins_with_it(index: sqlite3.Connection) -> None:
    assert set(pages(search(index, "strike"))) == {"base", "toll"}


def test_all_words_must_stand_in_the_page(index: sqlite3.Connection) -> None:
    assert pages(search(index, "killed 36")) == ["toll"]
    assert search(index, "killed Khmeimim").total == 0


def test_a_phrase_is_found_as_it_stands(index: sqlite3.Connection) -> None:
    assert pages(search(index, '"shells fell"')) == ["toll"]
    assert search(index, '"fell shells"').total == 0


def test_another_spelling_comes_after_what_was_typed_and_says_so(index: sqlite3.Connection, known: Known) -> None:
    found = search(index, "Hmeymin", variants=known)
    assert pages(found)[0] == "camp"
    assert set(pages(found)) == {"camp", "base", "russian"}
    assert (found.exact, found.total) == (1, 3)
    assert [hit.is_exact for hit in found.hits] == [True, False, False]
    base = next(hit for hit in found.hits if hit.page == "base")
    assert [(s.of, s.kind) for s in base.spellings] == [("Hmeymin", "place")]
    assert marked(found)["base"] == ["Khmeimim"]
    assert found.variants_tried[0].pages == 1
    assert any(tried.pages == 0 for tried in found.variants_tried)


def test_other_spellings_can_be_left_out(index: sqlite3.Connection) -> None:
    found = search(index, "Hmeymin")
    assert (pages(found), found.variants_tried) == (["camp"], ())


def test_a_name_is_found_across_scripts(index: sqlite3.Connection, known: Known) -> None:
    assert "russian" in pages(search(index, "حميميم", variants=known))
    assert "arabic" in pages(search(index, "Hama", variants=known))
    assert marked(search(index, "Aden", variants=known))["arabic"] == ["وعدن"]
    assert "toll" in pages(search(index, "Dayr az Zawr", variants=known))


def test_an_actor_is_found_by_its_other_names(index: sqlite3.Connection, known: Known) -> None:
    assert marked(search(index, "Daesh", variants=known)) == {"camp": ["IS"]}


def test_an_ordinary_word_has_no_other_spellings(index: sqlite3.Connection, known: Known) -> None:
    assert search(index, "calm", variants=known).variants_tried == ()


def test_a_match_names_the_claims_whose_evidence_it_is_in(index: sqlite3.Connection) -> None:
    (hit,) = search(index, "killed").hits
    assert hit.claims == ("killed",)
    (hit,) = search(index, "Hama").hits
    assert hit.claims == ("shells",)
    assert [PAGES["toll"][0][m.start : m.end] for m in hit.title_marks] == ["Hama"]


def test_a_snippet_is_a_passage_of_the_text_with_its_marks(index: sqlite3.Connection) -> None:
    for query in ("Hmeymin", "killed base", "36人", "officials"):
        for hit in search(index, query).hits:
            text = PAGES[hit.page][1]
            for snippet in hit.snippets:
                assert text[snippet.start : snippet.end] == snippet.text
                assert all(snippet.start <= m.start < m.end <= snippet.end for m in snippet.marks)


def test_a_page_put_anew_or_taken_out_is_not_found_as_it_was() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        create_search(connection)
        index_page(connection, "a", "One", "Guns at Zerqan")
        index_page(connection, "a", "Two", "Guns at Mardin")
        index_claim(connection, "c", "a", [(0, 4)])
        assert search(connection, "Zerqan").total == 0
        assert search(connection, "Mardin").hits[0].title == "Two"
        remove_page(connection, "a")
        assert search(connection, "guns").total == 0
        assert connection.execute("select count(*) from search_claim").fetchone() == (0,)


def test_a_long_list_comes_in_parts(index: sqlite3.Connection) -> None:
    whole = pages(search(index, "a"))
    assert [*pages(search(index, "a", limit=1)), *pages(search(index, "a", limit=9, offset=1))] == whole


def test_half_a_character_does_no_harm() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        create_search(connection)
        index_page(connection, "a", "\ud800", "broken \udfff text")
        assert pages(search(connection, "text \ud800")) == ["a"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.one_of(
        st.text(st.characters(codec=None), max_size=40),
        st.text("\"'*^:(){}[]-+ANDORNOTEaräé \x00%_;\u0640\u200d爆", max_size=30),
    )
)
def test_whatever_is_typed_is_a_query(index: sqlite3.Connection, query: str) -> None:
    known = known_spellings(None)
    for hit in search(index, query, variants=known).hits:
        assert all(0 <= m.start < m.end <= len(PAGES[hit.page][1]) for m in hit.marks)


@pytest.mark.parametrize(
    "row", [r for r in PAIRS if r["how"] != "ear" and r["two"] != "Yusuf"], ids=lambda r: f"{r['one']} {r['two']}"
)
def test_search_finds_the_pairs_and_keeps_near_misses_apart(row: dict[str, str], known: Known) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        create_search(connection)
        index_page(connection, "a", "A report", f"The shelling of {row['two']} went on, residents said.")
        found = search(connection, row["one"], variants=known)
        assert found.total == (row["is"] == "same")


def test_hundreds_of_pages_answer_at_once(known: Known) -> None:
    chance = Random(7)  # noqa: S311 - no secret
    places = [row[side] for row in PAIRS for side in ("one", "two")]
    words = [
        f"{a}{b}{c}" for a in ("ba", "ro", "ti", "mel") for b in ("lan", "ker", "dus") for c in ("e", "ing", "ed", "")
    ]
    with closing(sqlite3.connect(":memory:")) as connection:
        create_search(connection)
        for number in range(400):
            said = [chance.choice(places if chance.random() < 0.05 else words) for _ in range(700)]
            index_page(connection, f"p{number}", "A report", " ".join(said))
        for query in ("Hmeymin", "Kharkiv melkering", "balane", "حميميم", "a", "爆"):
            known(query)
            start = time.perf_counter()
            search(connection, query, variants=known)
            assert time.perf_counter() - start < 1.0, query
