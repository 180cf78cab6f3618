"""How a release is cited: a line for people and CITATION.cff; and the licence of its place names."""

import json

from sitrep.model.fields import Record, number_at, record_at, text_at
from sitrep.views.credits import licence_text

TITLE = "Claims of conflict reporting, with the incidents that they tell of"


def cite_line(head: Record) -> str:
    """The line by which a release is cited, with all that tells it from any other."""
    name, day, profile = (text_at(head, key) or "" for key in ("name", "day", "profile"))
    rows = record_at(head, "rows")
    counts = f"{number_at(rows, 'claims.jsonl')} claims, {number_at(rows, 'incidents.jsonl')} incidents"
    return (
        f"Editors of release {name}: “{TITLE}”, release {name} of {day}, {profile} profile; {counts}; "
        f"head of the log {text_at(head, 'log', 'head')}; made with sitrep {text_at(head, 'sitrep')}."
    )


def how_to_cite(head: Record) -> str:
    """The text of CITE.txt."""
    return (
        f"How to cite:\n\n{cite_line(head)}\n\n"
        "Put your own name in the place of “Editors of release ...” if you publish it. Who cites one row names its id\n"
        "too. Ids stay from release to release; redirects.csv says where those lead that were joined or parted.\n"
    )


def citation(head: Record) -> str:
    """The text of CITATION.cff, in version 1.2.0 of the format."""
    name, day = (text_at(head, key) or "" for key in ("name", "day"))
    values = {
        "title": f"{TITLE}: release {name}",
        "version": name,
        "abstract": cite_line(head),
    }
    quoted = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return (
        "cff-version: 1.2.0\n"
        'message: "If you use these data, please cite this release."\n'
        f"type: dataset\n{quoted}date-released: {day}\n"
        f"authors:\n  - name: {json.dumps(f'Editors of release {name}', ensure_ascii=False)}\n"
    )


def licence() -> str:
    """The text of LICENCE.txt."""
    return f"{licence_text('this release')}\n"
