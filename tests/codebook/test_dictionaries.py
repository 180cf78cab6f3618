"""Rows of dictionaries in PETRARCH's format: what each becomes, and why each that is left out is refused."""

from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Sitrep

from sitrep.codebook.importing import imported, text_of
from sitrep.codebook.paths import Vocabulary
from sitrep.codebook.reading import read_book

FOLDER = Path(__file__).parents[2] / "examples" / "codebooks" / "petrarch"
BLOCK = "--- HARM [18] ---\nSHELL\n"


def made(text: str) -> dict[str, list[dict[str, object]]]:
    """What a dictionary becomes, as a plain reader of YAML has it."""
    book: dict[str, list[dict[str, object]]] = yaml.safe_load(text_of(imported({"f": text.encode()}), "n"))
    return book


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ("WRECK {WRECKS WRECKED}", {"lemma": "wreck", "forms": ["wreck", "wrecks", "wrecked"], "code": "18"}),
        ("ROB [1811] ; theirs", {"lemma": "rob", "forms": ["rob", "robs", "robbed", "robbing"], "code": "1811"}),
        ("BLOW_UP {BLEW_UP}", {"lemma": "blow", "forms": ["blow", "blew"], "after": ["up"], "code": "18"}),
        ("GET_+READY {READIED}", {"lemma": "ready", "forms": ["ready", "readied"], "before": ["get"], "code": "18"}),
        ("- ARMED_MEN * $ GATES OF + [183]", {"before": ["armed", "men"], "after": ["gates", "of"], "code": "183"}),
        ("- * &SEAT [184]\n&SEAT\n+THRONE\n+SOFA_", {"after": [["throne", "thrones", "sofa"]], "code": "184"}),
    ],
)
def test_a_row_of_verbs_becomes_a_word(rows: str, word: dict[str, object]) -> None:
    found = made(BLOCK + rows + "\n")["words"][-1]
    assert {key: found[key] for key in word} == word
    assert {"before", "after"} & found.keys() == {"before", "after"} & word.keys()


def test_a_pattern_is_for_all_verbs_of_its_block_with_their_other_words() -> None:
    words = made("--- TAKE [19] ---\nSEIZE {SEIZED}\nGRAB {GRABBED}\nTAKE_OVER {TOOK_OVER}\n- * TOWN [192]\n")["words"]
    assert [(w["forms"], w.get("after")) for w in words if w["code"] == "192"] == [
        (["seize", "seized", "grab", "grabbed"], ["town"]),
        (["take", "took"], ["over", "town"]),
    ]


def test_codes_have_the_name_of_cameo_or_of_their_block() -> None:
    kinds = made("--- HARM [18] ---\nSHELL\n--- FISH FOR CRABS [99X] ---\nCRAB\n")["kinds"]
    assert [kind["label"] for kind in kinds] == ["Assault (18)", "Fish for crabs (99X)"]


def test_rows_of_actors_become_names_with_codes_and_days() -> None:
    text = "RIVER_FRONT_\n+THE_FRONT_ ; also\n\t[REB <20140101]\n\t[GOV >140101]\n"
    text += "OLD_GUARD [MIL 960101-991231]\nRUSSIA [RUS]\n"
    assert made(text)["actors"] == [
        {"names": ["RIVER FRONT", "THE FRONT"], "code": "REB", "until": "2013-12-31"},
        {"names": ["RIVER FRONT", "THE FRONT"], "code": "GOV", "since": "2014-01-01"},
        {"names": ["OLD GUARD"], "code": "MIL", "since": "1996-01-01", "until": "1999-12-31"},
        {"names": ["RUSSIA"], "code": "RUS"},
    ]


def test_rows_of_agents_become_callings() -> None:
    text = "!BOSS! = CHIEF, HEAD\n!BOSS!_OF_POLICE {!BOSS!S_OF_POLICE} [~COP]\nPILOT [~MIL]\nSHEEP_ [AGR~]\n"
    assert made(text)["agents"] == [
        {"names": ["CHIEF OF POLICE", "HEAD OF POLICE", "CHIEFS OF POLICE", "HEADS OF POLICE"], "code": "COP"},
        {"names": ["PILOT", "PILOTS"], "code": "MIL"},
        {"names": ["SHEEP"], "code": "AGR", "leads": True},
    ]


REFUSED = {
    BLOCK + "- % * [18]": (3, "% marks"),
    BLOCK + "- * ^ HOME [18]": (3, "^ skips"),
    BLOCK + "- * (NP) [18]": (3, "brackets"),
    BLOCK + "- * {NP} [18]": (3, "braces"),
    BLOCK + "- * ~ [18]": (3, "~ combines"),
    BLOCK + "- HOME [18]": (3, "no *, or several"),
    BLOCK + "- * HOME": (3, "no code, or several"),
    BLOCK + "- * HOME [---]": (3, "no event"),
    BLOCK + "- * HOME [18:19]": (3, "two events"),
    BLOCK + "- * HOME [1 8]": (3, "is no code"),
    BLOCK + "- * &NONE [18]": (3, "no set of words &NONE"),
    BLOCK + "SHELL": (3, "has a code already: 18, f:2"),
    BLOCK + "WAS ??? SHELLED": (3, "no verb"),
    BLOCK + "&SET\n+TWO WORDS": (4, "single words"),
    "--- HARM [18] ---\n- * HOME [18]\nSHELL": (2, "before any verb"),
    "SHELL\n" + BLOCK: (1, "before any block"),
    "--- HARM ---\nSHELL": (1, "nothing of this block"),
    "--- HARM [18] ---": (1, "no verbs"),
    "--- HARM [18:19] ---\nSHELL": (1, "two events"),
    "NAME_ [ABC]\nNOBODY_": (2, "NOBODY has no code"),
    "NAME_ [ABC >961399]": (1, "961399 is no day"),
    "NAME_ [ABC 970101-960101]": (1, "is after"),
    "NAME_ [A-C]": (1, "no code with days"),
    "[ABC]": (1, "no name before it"),
    "N@ME [ABC]": (1, "no name of an actor"),
    "PILOT [~MIL]\nMAYOR [ELG]": (2, "no agent"),
    "!WHO!_MAN [~MIL]": (1, "no set of words !WHO!"),
    "NAME_ [ABC]\nN\x07 [ABC]": (2, "control character"),
    f"NAME_ [ABC]\n{'N' * 3000} [ABC]": (2, "a row at most"),
}


@pytest.mark.parametrize("text", REFUSED, ids=[f"{reason}-{n}" for n, (_, reason) in enumerate(REFUSED.values())])
def test_a_row_that_has_no_counterpart_is_refused_by_its_line(text: str) -> None:
    line, reason = REFUSED[text]
    refusals = imported({"f": text.encode()}).refusals
    assert [(r.path, reason in r.reason, bool(r.remedy)) for r in refusals] == [(f"f:{line}", True, True)]


def test_a_file_that_is_no_dictionary_or_no_text_is_refused() -> None:
    assert [r.path for r in imported({"f": b"just words\n"}).refusals] == ["f"]
    assert [(r.path, r.reason) for r in imported({"f": b"A [B]\n\xff [C]\n"}).refusals] == [
        ("f:2", "the line is not UTF-8")
    ]


def test_the_examples_give_a_book_that_codes_a_case(
    sitrep: Sitrep, tmp_path: Path, linked_template: Path, known: dict[str, Vocabulary]
) -> None:
    files = [str(FOLDER / name) for name in ("verbs.txt", "actors.txt", "agents.txt")]
    done = sitrep("codebook", "import", *files, "-o", "words")
    assert done.status == 3
    assert done.lines() == [{"book": "words/codebook.yaml", "words": 8, "actors": 3, "agents": 3, "refused": 8}]
    assert len(done.refusals()) == 8
    book, problems = read_book((tmp_path / "words" / "codebook.yaml").read_bytes(), known)
    assert book is not None
    assert problems == []
    coded = sitrep(
        "code", str(linked_template), "--book", "words/codebook.yaml", "-o", "w.jsonl", "--profile", "internal"
    ).lines()[0]
    assert coded["kinds"]["195"] > 0  # type: ignore[index]
    again = sitrep("codebook", "import", *files, "-o", "words")
    assert again.failed_with_one_line(2, "stands already")
