"""Each thing that may be wrong with a code book is told with its line, its column and what would be right."""

import re

import pytest
from tests.codebook.conftest import book_of, grave

from sitrep.codebook.paths import Vocabulary
from sitrep.codebook.reading import read_book

Known = dict[str, Vocabulary]
HEAD = 'name: Test\nversion: "1"\nkinds:\n'  # kinds begin in line 4


def kinds(*conditions: str) -> str:
    """A book whose kinds A, B, C ... have these conditions, one a line from line 4."""
    return HEAD + "".join(f"  - {{code: {chr(65 + n)}, label: k{n}, from: {c}}}\n" for n, c in enumerate(conditions))


FINE = kinds("{event.type: ASSAULT}")
WRONG = {
    "a list is no book": ("- a\n", 1, 1, "a list", "keys and values"),
    "nothing": ("", 1, 1, "empty", "begin with name:"),
    "no version": ("name: A\nkinds: []\n", 1, 1, "no version:", "add version:"),
    "an unknown key": (f"{FINE}feilds: []\n", 5, 1, "no key 'feilds'", "write fields"),
    "no kinds": (HEAD, 3, 1, "no kinds", "code, label and from"),
    "kinds that are no list": (
        'name: A\nversion: "1"\nkinds: none\n',
        3,
        8,
        "single value 'none'",
        "each after a dash",
    ),
    "a kind without a code": (f"{HEAD}  - label: x\n", 4, 5, "no code:", "add code:"),
    "a code with spaces": (f"{HEAD}  - code: a b\n", 4, 11, "is no code", "64 letters"),
    "a code twice": (f"{FINE}  - {{code: A, from: {{kind: direct}}}}\n", 5, 5, "first in line 4", "another name"),
    "an unknown path": (kinds("{event.typ: ASSAULT}"), 4, 33, "no path 'event.typ'", "write event.type"),
    "a path without its beginning": (
        kinds("{sub_event_type: x}"),
        4,
        33,
        "no path",
        "write event.acled.sub_event_type",
    ),
    "an unknown code": (
        kinds("{event.type: ASAULT}"),
        4,
        45,
        "event.type has no code 'ASAULT'",
        "write ASSAULT; there are",
    ),
    "an unknown CAMEO code": (kinds("{event.cameo: 999}"), 4, 46, "no code '999'", "there are 01, "),
    "an unknown ACLED type": (kinds("{event.acled.event_type: Battle}"), 4, 57, "'Battle'", "write Battles"),
    "an unknown UCDP number": (kinds("{event.ucdp.type_of_violence: 4}"), 4, 62, "'4'", "there are 1, 2, 3"),
    "an unknown role": (kinds("{event.actors.roles: [MIL, ZZZ]}"), 4, 59, "'ZZZ'", "there are "),
    "a flag that is none": (kinds("{event.historical: maybe}"), 4, 51, "true or false, not 'maybe'", "write true"),
    "a number that is none": (kinds("{event.place.lat: north}"), 4, 50, "single value 'north'", "a number such as"),
    "bounds of a text": (kinds("{event.type: {at_least: 1}}"), 4, 45, "no number", "words:"),
    "bounds the wrong way": (
        kinds("{event.place.lat: {at_least: 3, at_most: 1}}"),
        4,
        50,
        "at_least 3 is more than at_most 1",
        "order",
    ),
    "words of a number": (kinds("{event.place.lat: {words: [a]}}"), 4, 50, "no text", "value"),
    "an unknown test": (kinds("{evidence.text: {has: a}}"), 4, 49, "cannot be asked for 'has'", "words:"),
    "a value where records stand": (kinds("{event.actors: RUS}"), 4, 47, "stand records", "write null"),
    "an empty list of values": (kinds("{event.type: []}"), 4, 45, "empty list", "at least one"),
    "an empty condition": (kinds("{}"), 4, 32, "a condition is empty", "all:, not:"),
    "a list as a condition": (kinds("[{kind: direct}]"), 4, 32, "is a list", "all: or any:"),
    "all without a list": (kinds("{all: {kind: direct}}"), 4, 38, "no list", "after a dash"),
    "an unknown path within records": (
        kinds("{event.quantities: {measur: killed}}"),
        4,
        52,
        "no path 'measur'",
        "write measure",
    ),
    "a kind that an earlier one takes": (
        kinds("{event.type: [ASSAULT, COERCE]}", "{event.type: ASSAULT, event.mode: aerial}"),
        5,
        1,
        "B can never match: A (line 4) takes all",
        "put it before",
    ),
    "a kind that two earlier ones take together": (
        kinds("{kind: direct}", "{kind: mixed}", "{kind: [direct, mixed]}"),
        6,
        1,
        "the kinds before it, together,",
        "before",
    ),
    "a kind that needs two values at once": (
        kinds("{all: [{event.type: ASSAULT}, {event.type: AID}]}"),
        4,
        32,
        "event.type would need two values",
        "any:",
    ),
    "a field without a path": (f"{FINE}fields:\n  - name: a\n", 6, 5, "no from:", "add from:"),
    "a field twice": (
        f"{FINE}fields:\n  - {{name: a, from: id}}\n  - {{name: a, from: kind}}\n",
        7,
        5,
        "field a stands twice",
        "another",
    ),
    "a field that each row has": (f"{FINE}fields:\n  - {{name: code, from: id}}\n", 6, 12, "already", "another name"),
    "a name that is none": (f"{FINE}fields:\n  - {{name: a-b, from: id}}\n", 6, 12, "no name of a column", "letters"),
    "an unknown type": (f"{FINE}fields:\n  - {{name: a, type: int, from: id}}\n", 6, 21, "no type 'int'", "integer"),
    "a field from records": (
        f"{FINE}fields:\n  - {{name: a, from: event.place}}\n",
        6,
        21,
        "stand records",
        "event.place.",
    ),
    "a text that is to be a number": (
        f"{FINE}fields:\n  - {{name: a, type: number, from: kind}}\n",
        6,
        35,
        "never a number",
        "map:",
    ),
    "a map of codes that there are not": (
        f"{FINE}fields:\n  - {{name: a, from: stance, map: {{denied: x}}}}\n",
        6,
        35,
        "no code 'denied'",
        "write denies",
    ),
    "a map to another type": (
        f"{FINE}fields:\n  - {{name: a, type: flag, from: stance, map: {{denies: x}}}}\n",
        6,
        55,
        "'x' is no flag",
        "type",
    ),
    "a default of another type": (
        f"{FINE}fields:\n  - {{name: a, type: date, from: said_at.start, default: soon}}\n",
        6,
        57,
        "'soon' is no date",
        "type",
    ),
    "a part with an unknown key": (
        f"{FINE}fields:\n  - {{name: a, from: {{in: event.quantities, tak: low}}}}\n",
        6,
        44,
        "no key 'tak'",
        "write take",
    ),
    "a word of no kind": (f"{FINE}words:\n  - {{lemma: shell, code: B}}\n", 6, 26, "no kind 'B'", "there are A"),
    "a lemma of two words": (
        f"{FINE}words:\n  - {{lemma: set fire, code: A}}\n",
        6,
        13,
        "more than one word",
        "after:",
    ),
    "words for incidents": (
        'name: A\nversion: "1"\nof: incidents\nkinds:\n  - {code: A, from: {type: AID}}\nwords: []\n',
        6,
        1,
        "for claims",
        "",
    ),
    "something else to code": ('name: A\nversion: "1"\nof: pages\nkinds: []\n', 3, 5, "'pages'", "claims, incidents"),
    "an actor's day that there is not": (
        f"{FINE}actors:\n  - {{names: A, code: B, since: 2015-02-30}}\n",
        6,
        32,
        "no day",
        "2015-12-20",
    ),
    "a key twice": (f"{FINE}name: again\n", 5, 1, "'name' stands twice", "keep one"),
    "no YAML": (f"{FINE}fields: [a\n", 6, 1, "no YAML", "mend"),
    "an alias": (f"{HEAD}  - &a {{code: A}}\n  - *a\n", 4, 5, "anchor or alias (a)", "write out"),
    "a tag": (f"{HEAD}  - !!python/name:os.system x\n", 4, 5, "a tag", "begins with !"),
    "a second document": (f"{FINE}---\nname: B\n", 5, 1, "second document", "one code book"),
    "bytes that are no text": (b"name: A\nversion: \xff\n", 2, 1, "not UTF-8", "as UTF-8"),
    "a control character": (b"name: A\nversion: \x07\n", 2, 1, "does not allow", "take it out"),
}


@pytest.mark.parametrize("case", WRONG, ids=lambda name: name.replace(" ", "-"))
def test_what_is_wrong_is_told_where_it_is(case: str, known: Known) -> None:
    text, line, column, reason, remedy = WRONG[case]
    found = grave(text, known)
    told = [(p.line, p.column) for p in found if reason in p.reason and remedy in p.remedy]
    assert told == [(line, column)], found


def test_everything_that_is_wrong_is_told_in_the_order_of_lines(known: Known) -> None:
    text = kinds("{event.typ: A}", "{event.type: B}") + "fields:\n  - {name: x, from: nowhere.at.all}\nextra: 1\n"
    assert [p.line for p in grave(text, known)] == [4, 5, 7, 8]


def test_what_is_odd_is_a_note_and_the_book_can_be_used(known: Known) -> None:
    text = kinds("{event.quantities: {measure: camels}}") + "  - code: B\n"
    book, notes = read_book(text.encode(), known)
    assert book is not None
    assert [(note.line, note.grave) for note in notes] == [(4, False), (5, False)]
    assert "camels" in notes[0].reason
    assert "nothing leads to B" in notes[1].reason


def test_a_second_word_with_the_same_needs_is_a_note(known: Known) -> None:
    text = (
        FINE
        + "words:\n  - {lemma: shell, code: A}\n  - {lemma: shell, code: A}\n  - {lemma: shell, after: [x], code: A}\n"
    )
    _, notes = read_book(text.encode(), known)
    assert [(note.line, "line 6 has it" in note.reason) for note in notes] == [(7, True)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("{event.type: ASSAULT, event.mode: aerial}", "{event.type: ASSAULT}"),
        ("{not: {event.type: ASSAULT}}", "{event.type: ASSAULT}"),
        ("{event.place.lat: {at_least: 3}}", "{event.place.lat: {at_least: 2}}"),
        ("{evidence.text: {words: [a]}}", "{evidence.text: {words: [a, b]}}"),
        ("{event.actors.roles: MIL}", "{event.recipients.roles: MIL}"),
        ("{event.quantities: {measure: killed, low: 1}}", "{event.quantities: {measure: killed}}"),
    ],
)
def test_a_kind_that_can_still_match_is_not_complained_of(earlier: str, later: str, known: Known) -> None:
    assert grave(kinds(earlier, later), known) == []


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("{not: {event.type: ASSAULT}}", "{not: {event.type: [ASSAULT, AID]}}"),
        ("{event.place.lat: {at_least: 2}}", "{event.place.lat: {at_least: 3, at_most: 4}}"),
        ("{evidence.text: {words: [a, b]}}", "{evidence.text: {words: [b]}}"),
        ("{event.quantities: {measure: killed}}", "{event.quantities: {measure: killed, low: 1}}"),
        ("{any: [{kind: direct}, {stance: denies}]}", "{all: [{stance: denies}, {certainty: certain}]}"),
    ],
)
def test_a_kind_that_cannot_match_is_told(earlier: str, later: str, known: Known) -> None:
    assert "B can never match" in grave(kinds(earlier, later), known)[0].reason


def test_an_entity_bomb_and_a_deep_nest_are_refused_at_once(known: Known) -> None:
    bomb = "a: &a [x]\n" + "".join(f"k{n}: &k{n} [*a, *a, *a, *a]\n" for n in range(50))
    assert "anchor" in grave(bomb, known)[0].reason
    assert re.search("levels|nesting", grave("[" * 100_000, known)[0].reason)
    assert "levels" in grave("[" * 30 + "]" * 30, known)[0].reason
    assert "bytes" in grave(b"#" * 17_000_000, known)[0].reason


def test_texts_stay_what_they_are(known: Known) -> None:
    book = book_of("name: NO\nversion: 1.10\nkinds:\n  - {code: 056, label: yes, from: {event.cameo: 056}}\n", known)
    assert (book.name, book.version, book.kinds[0].code, book.kinds[0].label) == ("NO", "1.10", "056", "yes")
