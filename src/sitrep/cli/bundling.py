"""`sitrep bundle`: an incident with all that it rests on, for somebody who is to check it without us."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sitrep.bundle.files import SUMS, bundle_files
from sitrep.bundle.gathering import evidence_of
from sitrep.bundle.writing import write_bundle
from sitrep.case.folders import open_case
from sitrep.cli.cases import CasePath
from sitrep.link.positions import RULES
from sitrep.model.errors import UsageError
from sitrep.model.fields import text_at
from sitrep.model.identity import sha256_hex
from sitrep.redaction import Audience
from sitrep.views.phrases import several

WHOSE = {
    Audience.INTERNAL: "internal: nothing is withheld, names of persons and reviewers stand in it",
    Audience.PARTNER: "partner: reviewers and file names are withheld, the pages are whole and name persons",
}


def bundle(
    case: CasePath,
    incident: Annotated[
        str, typer.Argument(metavar="INCIDENT", help="The incident's id, as `sitrep incidents` has it.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="PATH", help="The folder to make, or the .zip to write.")
    ],
    *,
    profile: Annotated[
        Audience, typer.Option("--profile", help="Whom it is for: internal or partner; for the public there is none.")
    ] = Audience.INTERNAL,
    rule: Annotated[str, typer.Option(help=f"How figures are added up: {', '.join(RULES)}.")] = RULES[0],
) -> None:
    """Write an incident's originals, texts, claims, log and hashes, with a program by which a stranger checks them."""
    if profile is Audience.PUBLIC:
        raise UsageError(
            "--profile public: a bundle holds the pages as they were captured, and names of persons stand in them, so "
            "there is none for the public; hand it to somebody who may see them with --profile partner or internal, "
            f"or publish the claims without names: sitrep export {case} --as jsonl -o PATH --profile public"
        )
    with open_case(case) as opened:
        evidence = evidence_of(opened, incident, rule)
        files = bundle_files(opened, evidence, profile, rule)
    name = text_at(evidence.incident, "id") or ""
    write_bundle(files, output, f"evidence-{name}")
    if evidence.is_stale:
        sys.stderr.write(
            f"{case}: pages or judgements have changed since the claims were linked; run sitrep link {case}, "
            "and write the bundle again\n"
        )
    counts = f"{several(len(evidence.claims), 'claim')} of {several(len(evidence.pages), 'page')}"
    erased = f"; {len(evidence.erased_claims)} erased" if evidence.erased_claims else ""
    sys.stderr.write(f"{output}: {name}, {counts}{erased}; profile {WHOSE[profile]}\n")
    sys.stderr.write(f"tell by another way: the SHA-256 of {SUMS} is {sha256_hex(files[SUMS])}\n")
