"""Which documents are read worst: each kind of error counts once, and the worst come first."""

from worst import Document, judge, table

TEXT = "The mayor said rebels fled. A nurse hopes they return. It rained."


def part(words: str) -> dict[str, int]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def passage(source: str | None, content: str) -> dict[str, object]:
    return {"source": part(source) if source else None, "content": [part(content)]}


GOLD = {
    "id": "made-up",
    "text": TEXT,
    "attributions": [passage("The mayor", "rebels fled"), passage("A nurse", "they return")],
}


def test_what_is_read_as_the_gold_has_it_is_right() -> None:
    found = judge(GOLD, [passage("The mayor", "rebels fled"), passage("A nurse", "they return")])
    assert (found.right, found.f1) == (2, 100.0)


def test_each_kind_of_error_counts_in_its_own_column() -> None:
    found = judge(GOLD, [passage("A nurse", "rebels fled"), passage(None, "It rained")])
    assert (found.right, found.source, found.bounds, found.unread, found.spurious) == (0, 1, 0, 1, 1)
    touching = judge(GOLD, [passage("The mayor", "fled. A nurse hopes they return")])
    assert (touching.right, touching.bounds, touching.unread) == (0, 1, 0)


def test_a_table_has_a_row_a_document() -> None:
    shown = table([Document("aa", 4, 2, 0, 1, 1, 0), Document("bb", 1, 0, 0, 0, 1, 0)]).splitlines()
    assert shown[2:] == ["| aa | 4 | 57.1 | 2 | 0 | 1 | 1 | 0 |", "| bb | 1 | 0.0 | 0 | 0 | 0 | 1 | 0 |"]
