"""Whatever bytes come, checking and importing end with refusals, and what is imported is a book that checks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.codebook.importing import imported, text_of
from sitrep.codebook.reading import read_book
from sitrep.export.coded import vocabularies

KNOWN = vocabularies()
PATHS = [
    "event.type",
    "event",
    "event.quantities",
    "evidence.text",
    "event.place.lat",
    "quantities.killed",
    "x",
    "all",
    "not",
]
KEYS = [
    "name", "version", "of", "kinds", "otherwise", "fields", "words", "actors", "agents", "code", "label", "from",
    "map", "default", "lemma", "forms", "after", "names", "since", "leads", "in", "where", "take", "text", "at_least",
    *PATHS,
]  # fmt: skip
SCALARS = st.sampled_from(
    ["", "~", "ASSAULT", "claims", "incidents", "1", "-1e999", "true", "2015-02-30", "killed", *PATHS]
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=40,
)
KINDS = st.lists(st.dictionaries(st.sampled_from(KEYS), TREES, max_size=4)) | TREES
BOOKS = st.fixed_dictionaries(
    {"name": SCALARS, "version": SCALARS, "kinds": KINDS},
    optional={"fields": TREES, "words": TREES, "actors": TREES, "agents": TREES, "of": SCALARS},
)


def flow(value: object) -> str:
    """A tree as YAML on one line, its scalars plain where they may be."""
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {flow(item)}' for key, item in value.items())}}}"
    return str(value) or "''"


def checked(data: bytes) -> None:
    """Check a book: either it can be used, or each grave problem says where, what and what to do."""
    book, problems = read_book(data, KNOWN)
    assert (book is None) == any(problem.grave for problem in problems)
    lines = data.count(b"\n") + data.count(b"\r") + 3
    assert all(1 <= p.line <= lines + 3 and p.column >= 1 and p.reason and p.remedy is not None for p in problems)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_a_refusal_and_no_error(data: bytes) -> None:
    checked(data)


@settings(max_examples=60, deadline=None)
@given(BOOKS)
def test_any_tree_is_a_book_or_a_refusal(tree: dict[str, object]) -> None:
    checked("\n".join(f"{key}: {flow(value)}" for key, value in tree.items()).encode())


LINES = [
    "--- A [18] ---", "--- B ---", "SHELL", "BLOW_+UP {BLEW_UP}", "- $ * TOWN + [19]", "- * &S [1]", "&S", "+GUN", "+",
    "-", "- *", "[", "]", "A [B", "NAME_ [ABC >960101]", "\t[DEF <960101]", "+ALT_", "PILOT {PILOTS} [~MIL]",
    "!S! = A, B", "!S!_OF [~X]", "_", "_ [A]", "{} [A]", "[~]", "[~~A]", "N [A 0-0]", "N [A <00000000]",
    "\"\\ ' [A]", "é: {x}, # [A]", "<verbs>",
]  # fmt: skip
ROWS = st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=25)


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_any_rows_are_imported_or_refused_and_the_book_checks(rows: list[str]) -> None:
    data = "\n".join(rows).encode("utf-8", "surrogatepass")
    found = imported({"f": data})
    assert all(r.path.startswith("f") and r.reason and r.remedy for r in found.refusals)
    book, problems = read_book(text_of(found, "n").encode(), KNOWN)
    assert book is not None, problems
    assert len(book.words) == len(found.words)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_dictionary_or_refusals(data: bytes) -> None:
    found = imported({"f": data})
    assert read_book(text_of(found, "n").encode(), KNOWN)[0] is not None
