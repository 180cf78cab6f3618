"""What a table of claims says of each beside the claim itself: its incident, who judged it, whether it was drawn."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sitrep.case.folders import Case
from sitrep.case.reviewing import Reviewing, known_rates, rated, reviewing_of
from sitrep.export.files import write_whole
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.identity import JSON
from sitrep.model.judgements import Verdict
from sitrep.redaction import Audience
from sitrep.review.decisions import DECIDING
from sitrep.review.rates import rates_line, sentences

BESIDE = "beside"
MACHINE, ACCEPTED, EDITED = "machine-made", "accepted", "edited"


def analysed(case: Case, lines: Iterable[Record], audience: Audience) -> Iterator[dict[str, JSON]]:
    """Yield claim lines with a record `beside`, as the columns of a table need it.

    It holds `incident`, None where nothing is linked; `judged`, one of MACHINE, ACCEPTED and EDITED; `judged_by`, the
    reviewers' names for `internal` and how many they are for others; `in_random_sample`, None for what is no event.
    """
    given = reviewing_of(case)
    drawn = frozenset(rated(given).sample.claims)
    spoken, accepted = _reviewers(given), _accepted(given)
    for line in lines:
        claim = text_at(line, "id") or ""
        names = sorted(spoken.get(claim, ()))
        state = ACCEPTED if claim in accepted else MACHINE
        beside: dict[str, JSON] = {
            "incident": given.homes.get(claim),
            "judged": EDITED if line.get("judged") else state,
            "judged_by": "; ".join(names) if audience is Audience.INTERNAL else len(names),
            "in_random_sample": str(claim in drawn).lower() if record_at(line, "event") else None,
        }
        yield {**line, BESIDE: beside}


def _reviewers(given: Reviewing) -> Mapping[str, set[str]]:
    """The names of those who decided anything of each claim."""
    found: dict[str, set[str]] = defaultdict(set)
    for said in given.standing:
        if said.verdict in DECIDING:
            found[said.targets[0]].add(said.by)
    return found


def _accepted(given: Reviewing) -> frozenset[str]:
    """The claims that somebody accepted as a whole."""
    whole = (said for said in given.standing if said.field is None and said.verdict is Verdict.ACCEPT)
    return frozenset(said.targets[0] for said in whole)


def write_rates(case: Case, path: Path) -> bool:
    """Put the error rates beside an export, as PATH.RATES.json, where there are any; whether there are."""
    found, beside = known_rates(case), path.with_name(f"{path.name}.RATES.json")
    if found is None:
        beside.unlink(missing_ok=True)
        return False
    told: dict[str, JSON] = {**found.as_json(), "line": rates_line(found), "sentences": [*sentences(found)]}
    write_whole(beside, json.dumps(told, indent=2) + "\n")
    return True
