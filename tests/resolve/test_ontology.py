import pytest

from sitrep.model.errors import LexiconError
from sitrep.resolve.ontology import CodeRow, WeaponRow, load_ontology, load_rows


def test_every_type_stands_in_one_of_four_quads() -> None:
    quads = load_ontology().quads
    assert set(quads.values()) == {
        "verbal cooperation", "material cooperation", "verbal conflict", "material conflict",
    }  # fmt: skip
    assert quads["SANCTION"] == "material conflict"


def test_acled_types_hold_their_sub_types() -> None:
    acled = load_ontology().acled
    assert len(acled) == 6
    assert "Air/drone strike" in acled["Explosions/Remote violence"]


def test_the_types_that_can_kill_are_types_and_their_left_out_modes_are_modes() -> None:
    ontology = load_ontology()
    assert ontology.deadly == {"ASSAULT"}
    assert ontology.not_deadly <= set(ontology.modes["ASSAULT"])


def test_rows_of_another_file_are_refused_by_their_columns() -> None:
    assert load_rows("weapons.tsv", WeaponRow)[0].equipment == "drone"
    with pytest.raises(LexiconError, match=r"weapons.tsv: the columns must be key type mode kind when cameo"):
        load_rows("weapons.tsv", CodeRow)
