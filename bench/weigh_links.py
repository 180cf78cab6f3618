"""Fits the profiles of linking: what each level of each comparison weighs.

`python bench/weigh_links.py databases UCDP POOL` and `python bench/weigh_links.py pages GOLD LAYERS [GOLD LAYERS ...]`
print the figure over five folds, and with `--write` put the weights into data/profiles.json. LAYERS is what
`sitrep read --layers` printed of the pages of GOLD.

Weights are those of a logistic regression over pairs, with signs: no level weighs less than one that is less alike,
and the most unlike one never speaks for a link. Folds are over incidents. Every pair is scored by weights that were
fitted without the incident of either page, and all pages are then grouped at once; so false links are as many
as in the whole set.
"""

import argparse
import json
import zlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from entries import airwars_entry, read_lines, ucdp_entry
from fitting import Array, Coding, fit
from pages import Labelled, pair_figures, read_pages

from sitrep.link import databases
from sitrep.link.accounts import accounts_of
from sitrep.link.blocking import candidates
from sitrep.link.clusters import cluster
from sitrep.link.comparisons import COMPARISONS, LEVELS, Weighed
from sitrep.link.databases import Entry
from sitrep.link.linking import in_order, weigh_all
from sitrep.link.waterfall import probability

FOLDS = 5
THRESHOLD = 0.27
BY_HAND = {"address": {"same": 8.0}, "setting": {"other": -4.0, "may be one": 0.0}}
"""Weights of what the sets hold few pairs of: one address is one page, read twice; another town on other days."""
ANSWERED = 0.02
THRESHOLDS = (0.25, 0.27, 0.3)
WORTH = (1.0, 1.0, 3.0)
"""How much a pair of each set counts, in the order in which the sets are given."""
PROFILES = Path(__file__).parents[1] / "src" / "sitrep" / "link" / "data" / "profiles.json"


def fold_of(key: Hashable) -> int:
    """The fold of an incident."""
    return zlib.crc32(str(key).encode()) % FOLDS


def write_profile(name: str, profile: Mapping[str, Any], path: Path = PROFILES) -> None:
    """Put a profile into the data file, beside the others."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    raw["profiles"][name] = profile
    path.write_text(json.dumps(raw, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Choice:
    """A record with the entries that it may be, and which of them are right."""

    record: Entry
    entries: tuple[Entry, ...]
    rows: Array
    right: Array


def read_choices(ucdp: Path, airwars: Path, coding: Coding) -> list[Choice]:
    """The records of one database with their candidates in the other."""
    near = databases.near_entries(sorted(map(airwars_entry, read_lines(airwars)), key=lambda entry: entry.id))
    choices = []
    for line in read_lines(ucdp):
        record = ucdp_entry(line)
        entries = tuple(near(record))
        found = [databases.compare(record, entry) for entry in entries]
        rows = [coding.row({name: compared.level for name, compared in pair.items()}) for pair in found]
        right = np.array([float(entry.id in line["gold_airwars"]) for entry in entries])
        choices.append(Choice(record, entries, np.array(rows).reshape(-1, coding.width), right))
    return choices


def fit_choices(choices: Iterable[Choice], coding: Coding) -> Array:
    """The weights fitted over the candidates of some records."""
    known = list(choices)
    rows, right = np.concatenate([c.rows for c in known]), np.concatenate([c.right for c in known])
    return fit(rows, right, coding.bounds())


def right_choices(choices: Iterable[Choice], weights: Array) -> int:
    """How many records have a right entry in the first place."""
    return sum(bool(len(c.rows)) and bool(c.right[int(np.argmax(c.rows @ weights))]) for c in choices)


def weigh_databases(paths: Sequence[Path]) -> dict[str, Any]:
    """The profile of database records; prints the figure over five folds."""
    coding = Coding(databases.LEVELS)
    choices = read_choices(paths[0], paths[1], coding)
    right = 0
    for fold in range(FOLDS):
        weights = fit_choices([c for c in choices if fold_of(c.record.id) != fold], coding)
        right += right_choices([c for c in choices if fold_of(c.record.id) == fold], weights)
    weights = fit_choices(choices, coding)
    print(f"right in five folds {100 * right / len(choices):.1f} ({right}/{len(choices)})")
    print(f"right as fitted {100 * right_choices(choices, weights) / len(choices):.1f}")
    prior, levels = coding.weights(weights)
    return {"prior": prior, "threshold": ANSWERED, "weights": levels}


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of main accounts that are compared, by their levels, and whether each is of one incident."""

    weighed: Sequence[Weighed]
    incidents: Sequence[str]
    pairs: Sequence[tuple[int, int]]
    rows: Array
    same: Array

    def beside(self, fold: int) -> Array:
        """Which pairs have neither side in a fold."""
        return np.array([fold not in (fold_of(self.incidents[a]), fold_of(self.incidents[b])) for a, b in self.pairs])


def levels_of(one: Weighed, other: Weighed) -> dict[str, str]:
    """The levels of two accounts."""
    return {name: comparison(one, other).level for name, comparison in COMPARISONS.items()}


def read_pairs(labelled: Sequence[Labelled], coding: Coding) -> Pairs:
    """The pairs of some pages that linking compares."""
    incident = {entry.page.id: entry.incident for entry in labelled}
    found = [account for entry in labelled for account in accounts_of(entry.page) if account.is_main]
    accounts = in_order(found)
    weighed = weigh_all(accounts)
    incidents = [incident[account.document] for account in accounts]
    pairs = candidates(weighed)
    rows = np.array([coding.row(levels_of(weighed[a], weighed[b])) for a, b in pairs])
    same = np.array([float(incidents[a] == incidents[b]) for a, b in pairs])
    return Pairs(weighed, incidents, pairs, rows, same)


def fit_sets(sets: Sequence[Pairs], coding: Coding, fold: int | None = None) -> Array:
    """The weights fitted over the pairs of some sets, without the incidents of a fold."""
    parts = [found.beside(fold) if fold is not None else np.ones(len(found.pairs), dtype=bool) for found in sets]
    rows = np.concatenate([found.rows[part] for found, part in zip(sets, parts, strict=True)])
    same = np.concatenate([found.same[part] for found, part in zip(sets, parts, strict=True)])
    worth = np.concatenate([np.full(int(part.sum()), w) for part, w in zip(parts, WORTH, strict=False)])
    return fit(rows, same, coding.bounds(), worth)


def group_unseen(
    found: Pairs, fitted: Sequence[Array], coding: Coding, thresholds: Sequence[float]
) -> dict[float, dict[str, int]]:
    """The group of each document by threshold, every pair scored by weights fitted without both its incidents.

    A pair across two folds may be scored by the weights of either; which one is chosen by the pair alone.
    """
    known: dict[tuple[int, int], float] = {}

    def score(a: int, b: int, row: Array | None = None) -> float:
        if (a, b) not in known:
            row = coding.row(levels_of(found.weighed[a], found.weighed[b])) if row is None else row
            known[a, b] = probability(float(row @ fitted[fold_of(found.incidents[(a, b)[(a + b) % 2]])]))
        return known[a, b]

    scores = {(a, b): score(a, b, row) for (a, b), row in zip(found.pairs, found.rows, strict=True)}
    documents = [weighed.account.document for weighed in found.weighed]
    groups = {}
    for threshold in thresholds:
        grouped = cluster([(i,) for i in range(len(documents))], scores, score, threshold)
        groups[threshold] = {documents[i]: group[0] for group in grouped.groups for i in group}
    return groups


def weigh_pages(paths: Sequence[Path]) -> dict[str, Any]:
    """The profile of pages, fitted over one or more sets; prints the figures of each over five folds."""
    coding = Coding(LEVELS)
    golds, layers = paths[::2], paths[1::2]
    labelled = [read_pages(*both) for both in zip(golds, layers, strict=True)]
    sets = [read_pairs(pages, coding) for pages in labelled]
    fitted = [fit_sets(sets, coding, fold) for fold in range(FOLDS)]
    for gold, pages, found in zip(golds, labelled, sets, strict=True):
        for threshold, groups in group_unseen(found, fitted, coding, THRESHOLDS).items():
            print(f"{gold.name} threshold {threshold:g}: in five folds {pair_figures(pages, groups)}", flush=True)
    prior, levels = coding.weights(fit_sets(sets, coding))
    for name, weights in BY_HAND.items():
        levels[name] |= weights
    return {"prior": prior, "threshold": THRESHOLD, "weights": levels}


def main() -> None:
    """Fit a profile, print its figures and, if asked, keep it."""
    parser = argparse.ArgumentParser(prog="bench/weigh_links.py", description="Fit the profiles of linking.")
    parser.add_argument("profile", choices=["databases", "pages"])
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="put the weights into profiles.json")
    options = parser.parse_args()
    profile = weigh_databases(options.paths) if options.profile == "databases" else weigh_pages(options.paths)
    if options.write:
        write_profile(options.profile, profile)


if __name__ == "__main__":
    main()
