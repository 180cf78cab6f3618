"""Notes that a page could not check what it tells, in any wording, and words that it sets in scare quotes.

"Could not be verified", "was unable to corroborate", "none of it can be confirmed", "a figure that cannot be checked".
In the active voice "could not confirm" is a speaker who declines, unless it is said to be done independently.
"""

from collections.abc import Iterator, Mapping, Sequence

from sitrep.lexicon.tables import HedgeRow
from sitrep.model.annotations import Hedge
from sitrep.model.parses import Parse, Token, span_of
from sitrep.model.spans import Span
from sitrep.read.grammar.modality import is_none
from sitrep.read.grammar.phrases import FIGURES
from sitrep.read.sayings.quotations import read_quotations

CHECK, SCARE = "check", "scare"
# "Unable to verify", "impossible to check", "no way to confirm".
UNABLE = frozenset({"unable", "impossible", "difficult"})
NONE = frozenset({"no", "none", "nothing", "neither", "never", "yet"})
# Verbs that somebody asked declines by, when no page does it: "the army could not confirm the deaths".
DECLINING = frozenset({"confirm", "establish"})
FINITE = ("MD", "VBZ", "VBP", "VBD")


def read_checks(parse: Parse, rows: Sequence[HedgeRow]) -> Iterator[Hedge]:
    """Yield a hedge of verification for each verb of checking that is said not to have been done."""
    checks = {row.phrase: row for row in rows if row.kind == CHECK}
    for verb in parse.tokens:
        row = checks.get(verb.lemma)
        if row is None or not verb.tag.startswith("VB"):
            continue
        first = undone_from(parse, verb)
        if first is not None:
            words = parse.tokens[first : verb.i + 1]
            yield Hedge(span_of(words), "verification", scope_of(parse, verb), row.certainty, f"hedges:{row.key}")


def undone_from(parse: Parse, verb: Token) -> int | None:
    """The first token of the words that say a check was not done, or None where it was, or where somebody declines."""
    children = parse.children(verb)
    passive = any(c.dep == "auxpass" for c in children)
    independent = any(c.lower == "independently" for c in children)
    above = parse.head(verb)
    unable = verb.dep in ("xcomp", "acl", "ccomp") and (above.lower in UNABLE or is_none(parse, above, NONE))
    if unable:
        return min(verb.i, above.i)
    denied = any(c.dep == "neg" for c in children) or any(
        is_none(parse, c, NONE) for c in children if c.dep in ("nsubj", "nsubjpass")
    )
    able = [c.i for c in children if c.dep == "aux" and c.lower in ("could", "can", "ca")]
    if not denied or (not passive and not independent and verb.lemma in DECLINING):
        return None
    starts = [c.i for c in children if c.dep in ("aux", "auxpass", "neg") and c.i < verb.i]
    told = any(c.dep in ("aux", "auxpass") and c.tag in FINITE for c in children)
    return min(starts, default=verb.i) if able or (passive and told) else None


def scope_of(parse: Parse, verb: Token) -> str:
    """What a note of verification speaks of: a number ("a figure that cannot be checked"), or the claim."""
    subject = parse.child(verb, "nsubjpass", "dobj")
    spoken = [subject] if subject is not None else []
    spoken += [parse.head(verb)] if verb.dep == "relcl" else []
    return "quantity" if any(t.lemma in FIGURES for t in spoken) else "claim"


def read_scare_quotes(parse: Parse, rows: Sequence[HedgeRow]) -> Iterator[Hedge]:
    """Yield a distancing hedge for each common noun that stands alone in quotation marks: its “police”."""
    row = next((r for r in rows if r.kind == SCARE), None)
    if row is None:
        return
    for quotation in read_quotations(parse.document):
        noun = noun_alone(parse, quotation)
        if noun is not None:
            scope = "actor" if noun.dep in ("nsubj", "agent", "pobj") and noun.tag == "NNS" else row.scope
            yield Hedge(noun.span, "distancing", scope, row.certainty, f"hedges:{row.key}")


def noun_alone(parse: Parse, quotation: Span) -> Token | None:
    """The common noun that a determiner or possessive outside the marks belongs to, where marks hold only it."""
    inside = [t for t in parse.tokens_in(quotation) if t.pos != "PUNCT"]
    if len(inside) != 1 or inside[0].pos != "NOUN":
        return None
    before = [c for c in parse.children(inside[0], "det", "poss") if c.span.end <= quotation.start]
    return inside[0] if before else None


def by_kind(rows: Sequence[HedgeRow]) -> Mapping[bool, list[HedgeRow]]:
    """Rows of fixed phrases (True) and rows that only a construction makes a hedge of."""
    found: dict[bool, list[HedgeRow]] = {True: [], False: []}
    for row in rows:
        found[row.kind not in (CHECK, SCARE)].append(row)
    return found
