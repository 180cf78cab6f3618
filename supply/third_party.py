"""THIRD_PARTY.md: everything of others that sitrep installs, reads or ships, with its licence.

`python supply/third_party.py` writes it from the lock files, the metadata of the packages installed (those of the long
targets too) and the tables of this folder. It fails where a licence is unknown or not on the list of allowed ones.
"""

import csv
from collections.abc import Collection, Iterable, Mapping

from licences import allowed, licence_of, table, taken
from lock import LOCK, LONG_LOCK, PROJECT, ROOT, Locked, direct_needs, read_lock, with_their_needs

TARGET = ROOT / "THIRD_PARTY.md"
VENDOR = ROOT / "src" / "sitrep" / "serve" / "vendor" / "VENDOR.tsv"
HEAD = """# What others wrote

sitrep stands on the work below. `make third-party` writes this page from the lock files and the tables in `supply/`; a
test fails when a package has no row here or a licence is not on the list in `supply/allowed.tsv`. Licences are SPDX
expressions. The packages are installed by pip from their own makers' files, by hash; of the code of others sitrep
ships only the vendored files.
"""


def main() -> None:
    """Write THIRD_PARTY.md."""
    lock, long_lock = read_lock(LOCK), read_lock(LONG_LOCK)
    run = with_their_needs(direct_needs(), lock)
    dev = {name: package for name, package in lock.items() if name not in run}
    only_long = {name: package for name, package in long_lock.items() if name not in lock}
    parts = [
        HEAD,
        "## Needed to run\n\n" + packages(run, run),
        "## Inside their wheels\n\n"
        "Under licences of their own. Two are LGPL, and one is GPL with the exception for a compiler's libraries:\n"
        "parts of other projects' wheels, unchanged, which sitrep neither ships nor links to itself.\n\n"
        + cells(("in", "part", "licence", "note"), [[*row.values()] for row in table("parts.tsv")]),
        "## Data and words\n\n"
        + cells(("what", "where", "licence", "note"), [[*row.values()] for row in table("data.tsv")]),
        "## Vendored files\n\nUnchanged, in `src/sitrep/serve/vendor/`; `VENDOR.tsv` there has their hashes.\n\n"
        + vendored(),
        "## Only for tests\n\nNever needed to run.\n\n" + packages(dev, lock),
        "## Only for the long targets\n\n`make audit`, `make dist` and the targets that take long.\n\n"
        + packages(only_long, long_lock),
    ]
    TARGET.write_text("\n".join(parts), encoding="utf-8")


def packages(locked: Mapping[str, Locked], among: Collection[str]) -> str:
    """A table of packages, and which of `among` need each. Raises KeyError where a licence is not known and allowed."""
    read = {row["package"]: row["licence"] for row in table("licences.tsv")}
    uses = {row["package"]: row["use"] for row in table("uses.tsv")}
    rows = [
        [p.name, p.version, shown(p.name, licence_of(p.name, read)), use_of(p, among, uses)] for p in locked.values()
    ]
    return cells(("package", "version", "licence", "what for"), rows)


def shown(name: str, expression: str) -> str:
    """A licence as the table shows it: where there is a choice, with the one chosen."""
    chosen = taken(expression, allowed("package"))
    if chosen is None:
        raise KeyError(f"the licence of {name}, {expression}, is not in supply/allowed.tsv")
    return expression if chosen == expression else f"{expression}; taken as {chosen}"


def use_of(package: Locked, among: Collection[str], uses: Mapping[str, str]) -> str:
    """What a package is for: our own words, or which of `among` need it. Raises KeyError where we have no words."""
    if PROJECT not in package.needed_by:
        return "for " + ", ".join(name for name in package.needed_by if name in among)
    if package.name not in uses:
        raise KeyError(f"say in supply/uses.tsv what {package.name} is for")
    return uses[package.name]


def vendored() -> str:
    """A table of the vendored projects."""
    rows = csv.DictReader(VENDOR.read_text(encoding="utf-8").splitlines()[1:], delimiter="\t")
    found = {row["package"]: [row["package"], row["version"], row["licence"]] for row in rows}
    return cells(("project", "version", "licence"), found.values())


def cells(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown."""
    header = [*header]
    lines = [header, ["---"] * len(header), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    main()
