import doctest

import pytest

from sitrep.model.errors import LexiconError, UsageError
from sitrep.resolve import ontology as module
from sitrep.resolve.ontology import CodeRow, WeaponRow, contexts_of, load_ontology, load_rows, plover_of


def type_of(cameo: str) -> str | None:
    found = plover_of(cameo)
    return found[0] if found is not None else None


def test_sixteen_types_stand_in_four_quads() -> None:
    quads = load_ontology().quads
    assert len(quads) == 16
    assert set(quads.values()) == {
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict",
    }  # fmt: skip
    assert quads["SANCTION"] == "material conflict"


@pytest.mark.parametrize(
    ("name", "quad"),
    [
        ("REQUEST", "verbal conflict"),
        ("CONCEDE", "verbal cooperation"),
        ("RETREAT", "material cooperation"),
        ("PROTEST", "material conflict"),
        ("MOBILIZE", "material conflict"),
        ("AID", "material cooperation"),
    ],
)
def test_a_type_has_its_quad(name: str, quad: str) -> None:
    assert load_ontology().quads[name] == quad


def test_there_are_37_contexts_each_once() -> None:
    contexts = load_ontology().contexts
    assert len(contexts) == len(set(contexts)) == 37


def test_the_auxiliary_modes_are_four_and_no_modes_of_a_type() -> None:
    ontology = load_ontology()
    assert ontology.auxiliary_modes == ("historical", "future", "hypothetical", "negation")
    assert not set(ontology.auxiliary_modes) & {mode for modes in ontology.modes.values() for mode in modes}


def test_names_of_the_first_draft_became_types_or_nothing() -> None:
    ontology = load_ontology()
    assert not set(ontology.retired) & set(ontology.modes)
    assert set(ontology.retired.values()) <= {*ontology.modes, None}
    assert (ontology.retired["FIGHT"], ontology.retired["CRIME"]) == ("ASSAULT", None)


def test_the_crosswalk_has_256_codes_with_known_types_modes_and_contexts() -> None:
    ontology = load_ontology()
    assert len(ontology.crosswalk) == 256
    strange = {
        code
        for code, (name, mode, contexts) in ontology.crosswalk.items()
        if (mode is not None and mode not in ontology.modes[name]) or not set(contexts) <= set(ontology.contexts)
    }
    assert strange == set()


def test_every_code_has_a_name_and_stands_below_a_root() -> None:
    names = load_ontology().cameo
    assert set(load_ontology().crosswalk) <= set(names)
    assert {code[:2] for code in names} == {f"{root:02}" for root in range(1, 21)}
    assert [code for code in names if len(code) > 2 and code[:2] not in names] == []
    assert all(names.values())


@pytest.mark.parametrize("code", ["163", "191", "192"])
def test_embargo_blockade_and_occupation_are_coerce(code: str) -> None:
    assert type_of(code) == "COERCE"


@pytest.mark.parametrize("code", ["175", "1712"])
def test_violent_repression_and_destruction_are_assault(code: str) -> None:
    assert type_of(code) == "ASSAULT"


def test_their_neighbours_are_not() -> None:
    assert (type_of("162"), type_of("190"), type_of("174"), type_of("1711")) == (
        "SANCTION",
        "ASSAULT",
        "COERCE",
        "COERCE",
    )


def test_yielding_splits_into_concede_and_retreat() -> None:
    split = {type_of(code) for code in load_ontology().crosswalk if code.startswith("08")}
    assert split == {"CONCEDE", "RETREAT"}
    assert (type_of("0812"), type_of("0813")) == ("CONCEDE", "RETREAT")
    assert {type_of(code) for code in ("0871", "0872", "0873", "0874")} == {"RETREAT"}


@pytest.mark.parametrize("code", ["01", "010", "016", "02", "0231"])
def test_statements_and_appeals_have_no_plover_type_and_no_context(code: str) -> None:
    assert (plover_of(code), contexts_of(code)) == (None, ())


@pytest.mark.parametrize("code", ["0199", "21", "9", "", "19500"])
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(UsageError, match="is no CAMEO code"):
        plover_of(code)


def test_a_root_stands_for_its_first_code() -> None:
    assert (plover_of("19"), contexts_of("19")) == (plover_of("190"), contexts_of("190"))


def test_contexts_come_under_the_manuals_names() -> None:
    found = {context for _, _, contexts in load_ontology().crosswalk.values() for context in contexts}
    assert "human_security" in found
    assert not found & {"humanitarian", "democracy"}


def test_acled_has_6_types_and_25_sub_types_each_once() -> None:
    acled = load_ontology().acled
    subs = [sub for several in acled.values() for sub in several]
    assert (len(acled), len(subs), len(set(subs))) == (6, 25, 25)
    assert "Air/drone strike" in acled["Explosions/Remote violence"]


def test_acled_has_8_kinds_of_actors_and_3_precisions() -> None:
    codes = load_ontology().acled_codes
    assert {field: list(meanings) for field, meanings in codes.items()} == {
        "inter": [1, 2, 3, 4, 5, 6, 7, 8],
        "time_precision": [1, 2, 3],
        "geo_precision": [1, 2, 3],
    }


def test_ucdp_has_3_types_of_violence_and_its_precisions() -> None:
    codes = load_ontology().ucdp_codes
    assert codes["type_of_violence"] == {1: "state-based conflict", 2: "non-state conflict", 3: "one-sided violence"}
    assert {field: max(meanings) for field, meanings in codes.items()} == {
        "type_of_violence": 3,
        "where_prec": 7,
        "date_prec": 5,
        "event_clarity": 2,
    }


def test_the_types_that_can_kill_are_types_and_their_left_out_modes_are_modes() -> None:
    ontology = load_ontology()
    assert ontology.deadly == {"ASSAULT"}
    assert ontology.not_deadly <= set(ontology.modes["ASSAULT"])


def test_rows_of_another_file_are_refused_by_their_columns() -> None:
    assert load_rows("weapons.tsv", WeaponRow)[0].by in ("actor", "equipment")
    with pytest.raises(LexiconError, match=r"weapons.tsv: the columns must be key type mode kind when cameo"):
        load_rows("weapons.tsv", CodeRow)


def test_the_examples_of_the_docstrings_run() -> None:
    tried = doctest.testmod(module)
    assert (tried.failed, tried.attempted) == (0, 3)
