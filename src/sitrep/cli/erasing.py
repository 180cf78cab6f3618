"""`sitrep erase`: a page out of a case for good, with a tombstone in its place."""

import sys
from typing import Annotated

import typer

from sitrep.case.erasing import Erasure, naming, planned
from sitrep.case.erasing import erase as erase_page
from sitrep.case.folders import open_case
from sitrep.cli.cases import CasePath
from sitrep.cli.output import print_line
from sitrep.ledger.records import to_json
from sitrep.model.identity import JSON
from sitrep.model.tombstones import Tombstone

FAILED = 1


def erase(
    case: CasePath,
    target: Annotated[
        str,
        typer.Argument(metavar="TARGET", help="The page by its id, external id or name, or the id of a judgement."),
    ],
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who erases.")],
    why: Annotated[
        str, typer.Option("--why", metavar="TEXT", help="Why. It stays in the log: no names, nothing of the page.")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be erased.")] = False,
) -> None:
    """Erase a page for good, or the free texts of one judgement. The log keeps a tombstone with their hashes."""
    with open_case(case) as opened:
        if dry_run:
            elsewhere: list[JSON] = [to_json(line) for line in naming(opened, target)]
            print_line({**erasure_line(planned(opened, target, why), None), "named_elsewhere": elsewhere})
            return
        done = erase_page(opened, target, by, why)
    print_line(erasure_line(done.tombstone, done))
    if not done.is_swept:
        sys.stdout.flush()
        sys.stderr.write(
            f"sitrep: {case}: the page is erased, and remains of it may be in case.sqlite until no other program reads "
            f"the case; close those, then run any command on it, such as `sitrep log {case} --check`\n"
        )
        raise typer.Exit(FAILED)


def erasure_line(tombstone: Tombstone, done: Erasure | None) -> dict[str, JSON]:
    """An erasure as it is printed, without a word of the page; one that is only planned has no line in the log."""
    stone = to_json(tombstone)
    told: dict[str, JSON] = {
        "id": done.judgement.id if done is not None else None,
        "number": done.number if done is not None else None,
        "by": done.judgement.by if done is not None else None,
        "at": done.judgement.at if done is not None else None,
        "erased": done is not None,
        "swept": done is not None and done.is_swept,
    }
    return {**told, **(stone if isinstance(stone, dict) else {})}
