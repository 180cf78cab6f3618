"""A word file that cannot be used says which line is wrong and what is expected there."""

import pytest

from sitrep.lexicon import TABLES, load_lexicon
from sitrep.lexicon.loading import PROVENANCE, parse_table, read_provenance, table_text
from sitrep.lexicon.tables import CueRow, HedgeRow, VagueRow
from sitrep.model.errors import LexiconError

HEAD = "# source: written for this test\n# licence: CC0\n# version: 1\n# date: 2026-01-02\n"
COLUMNS = "key\tphrase\tkind\tscope\tcertainty\texample\n"
GOOD = "maybe\tmaybe\tpossibility\tclaim\tpossible\t[Maybe] the dam held.\n"


def test_a_row_is_a_record_with_its_empty_cells_as_none() -> None:
    row = "some\tsome\tapproximation\tquantity\t\tIt cost [some] 30 mules.\n"
    assert parse_table("h.tsv", HEAD + COLUMNS + GOOD + row, HedgeRow)[1].certainty is None


def test_several_values_in_a_cell_are_a_tuple_and_numbers_are_numbers() -> None:
    columns = "key\tlemma\tpos\tkind\tstance\tcertainty\tframes\tevent\texample\n"
    cue = "sing\tsing\tverb\tneutral\tasserts\tcertain\tclause | quote\t\tThe prisoner [sang] that he was free.\n"
    assert parse_table("c.tsv", HEAD + columns + cue, CueRow)[0].frames == ("clause", "quote")
    columns = "key\tword\tlow\thigh\tacled\tucdp\texample\n"
    vague = "swarm\tswarm\t20\t\t1e2\t\tA [swarm of drones] came.\n"
    found = parse_table("v.tsv", HEAD + columns + vague, VagueRow)[0]
    assert (found.low, found.high, found.acled) == (20, None, 100)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("maybe\tmaybe\tpossibility\t\tpossible\t[Maybe] so.\n", "h.tsv:6: scope: this column must not be empty"),
        ("a\tb\tc\td\te\t[f].\tg\n", "h.tsv:6: 7 cells, but only 6 columns"),
        ("a\tb\tc\td\te\tNo words marked.\n", "h.tsv:6: the example must hold its words in [brackets], once"),
        ("a\tb\tc\td\te\t[Two] words [marked].\n", "h.tsv:6: the example must hold its words in [brackets], once"),
        ("a\tb\tc\n", "h.tsv:6: scope: this column must not be empty"),
        (GOOD + GOOD.replace("the dam", "a dam"), "h.tsv:7: key maybe already stands in line 6"),
        (
            GOOD + GOOD.replace("maybe\tmaybe", "perhaps\tperhaps"),
            "h.tsv:7: example [Maybe] the dam held. already stands in line 6",
        ),
    ],
)
def test_a_wrong_row_is_refused_with_file_line_and_what_is_expected(rows: str, message: str) -> None:
    with pytest.raises(LexiconError) as refused:
        parse_table("h.tsv", HEAD + COLUMNS + rows, HedgeRow)
    assert str(refused.value) == message


def test_a_number_that_is_none_is_refused_with_its_column() -> None:
    text = HEAD + "key\tword\tlow\thigh\tacled\tucdp\texample\nswarm\tswarm\tmany\t\t\t\tA [swarm] came.\n"
    with pytest.raises(LexiconError, match=r"v\.tsv:6: low: 'many' is not a number"):
        parse_table("v.tsv", text, VagueRow)


@pytest.mark.parametrize("body", ["", "key\tphrase\n" + GOOD, COLUMNS.replace("kind\tscope", "scope\tkind")])
def test_other_columns_than_the_records_are_refused_with_the_ones_expected(body: str) -> None:
    with pytest.raises(LexiconError, match=r"h\.tsv: the columns must be key phrase kind scope certainty example"):
        parse_table("h.tsv", HEAD + body, HedgeRow)


@pytest.mark.parametrize("missing", PROVENANCE)
def test_a_file_without_its_provenance_is_refused(missing: str) -> None:
    kept = "".join(f"{line}\n" for line in HEAD.splitlines() if missing not in line.partition(":")[0])
    with pytest.raises(LexiconError, match=f"h.tsv: no '# {missing}: ...' line at its head; add one"):
        parse_table("h.tsv", kept + COLUMNS + GOOD, HedgeRow)


def test_line_numbers_count_comments_and_empty_lines() -> None:
    with pytest.raises(LexiconError, match=r"h\.tsv:9:"):
        parse_table("h.tsv", HEAD + "\n# note: two lines more\n" + COLUMNS + "\n" + "a\tb\tc\n", HedgeRow)


@pytest.mark.parametrize("table", TABLES)
def test_every_shipped_file_says_where_it_comes_from(table: str) -> None:
    assert set(PROVENANCE) <= read_provenance(table, table_text(table)).keys()


def test_the_words_are_loaded_once() -> None:
    assert load_lexicon() is load_lexicon()
