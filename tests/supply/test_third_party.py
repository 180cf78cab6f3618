"""THIRD_PARTY.md says what the lock files install, and nothing there is under a licence that is not allowed."""

from pathlib import Path

import pytest
from licences import allowed, table, taken
from lock import LOCK, LONG_LOCK, ROOT, Locked, direct_needs, read_lock, with_their_needs
from third_party import HEAD

PAGE = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
SECTIONS = {
    part.partition("\n")[0]: [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")][2:]
    for part in PAGE.split("\n## ")[1:]
}
RUN, DEV, LONG = (SECTIONS[name] for name in ("Needed to run", "Only for tests", "Only for the long targets"))


def pins(locked: dict[str, Locked]) -> list[tuple[str, str]]:
    return [(package.name, package.version) for package in locked.values()]


def told(rows: list[list[str]]) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in rows]


def test_the_page_begins_as_what_writes_it_says() -> None:
    assert PAGE.startswith(HEAD)


def test_every_package_of_the_lock_file_has_its_row_under_what_it_is_for() -> None:
    lock = read_lock(LOCK)
    run = with_their_needs(direct_needs(), lock)
    assert told(RUN) == pins(run)
    assert told(DEV) == pins({name: package for name, package in lock.items() if name not in run})


def test_what_only_the_long_targets_need_has_its_rows() -> None:
    lock = read_lock(LOCK)
    assert told(LONG) == pins({name: package for name, package in read_lock(LONG_LOCK).items() if name not in lock})


def test_a_dependency_that_is_added_or_raised_is_missed_on_the_page(tmp_path: Path) -> None:
    other = f"new-thing==1.0 \\\n    --hash=sha256:{'0' * 64}\n    # via sitrep (pyproject.toml)\n"
    raised = LOCK.read_text(encoding="utf-8").replace("\nattrs==", "\nattrs==9")
    (tmp_path / "lock.txt").write_text(raised + other, encoding="utf-8")
    lock = read_lock(tmp_path / "lock.txt")
    missed = set(pins(with_their_needs({*direct_needs(), "new-thing"}, lock))) - set(told(RUN))
    assert missed == {("new-thing", "1.0"), ("attrs", lock["attrs"].version)}


def test_every_package_is_under_an_allowed_licence_and_a_choice_is_named() -> None:
    accepted = allowed("package")
    for name, _, licence, _ in RUN + DEV + LONG:
        expression, _, chosen = licence.partition("; taken as ")
        assert taken(expression, accepted) == (chosen or expression), name


def test_every_part_and_every_data_set_is_under_an_allowed_licence() -> None:
    assert all(taken(row["licence"], allowed("part")) for row in table("parts.tsv"))
    assert all(taken(row["licence"], allowed("data")) for row in table("data.tsv"))
    assert [row[0] for row in SECTIONS["Data and words"]] == [row["data"] for row in table("data.tsv")]


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "AGPL-3.0-or-later", "SSPL-1.0", "LGPL-2.1-or-later", "CC-BY-NC-4.0"]
)
def test_no_package_may_bind_what_is_made_with_it(licence: str) -> None:
    assert licence not in allowed("package")


def test_every_table_names_only_what_is_there() -> None:
    packages, run = read_lock(LONG_LOCK), with_their_needs(direct_needs(), read_lock(LOCK))
    assert {row["package"] for name in ("licences.tsv", "uses.tsv") for row in table(name)} <= set(packages)
    assert {row["package"] for row in table("parts.tsv")} <= set(run)


def test_paths_that_the_page_names_are_there() -> None:
    paths = {
        word.strip(":,;`") for row in table("data.tsv") for word in row["where"].split() if word.startswith("src/")
    }
    assert paths
    assert all((ROOT / path).exists() for path in paths)
