"""In what form a doer or sufferer is named: "gunmen", "a guard", "the striker", "six men", "her rival", a name.

Conflict news brings in the unnamed and counts them ("gunmen killed six farmers"); reports of games, films and debates
take up the known one by one ("the captain killed off the tie"). Definiteness and number tell it without any topic.
"""

from collections.abc import Iterator, Sequence

from sitrep.model.parses import Parse, Token

DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def form_of(parse: Parse, token: Token) -> str:
    """The form of a phrase by its head: `name`, `person`, `pronoun`, `owned`, `counted`, else its article and number.

    An article is `bare`, `a` or `the`, a number `one` or `many`: "bare-many" for "gunmen".
    """
    if token.pos == "PRON":
        return "pronoun"
    if token.pos == "PROPN":
        return "person" if parse.label(token) == "PERSON" else "name"
    if parse.child(token, "poss") is not None:
        return "owned"
    if parse.child(token, "nummod") is not None:
        return "counted"
    article = parse.child(token, "det")
    kind = "bare" if article is None else "the" if article.lower in DEFINITE else "a"
    return f"{kind}-{'many' if token.tag == 'NNS' else 'one'}"


def forms_of(parse: Parse, doers: Sequence[Token], patients: Sequence[Token]) -> Iterator[str]:
    """Yield the names of the forms of who does it and what it is done to."""
    yield from (f"form:doer-{form_of(parse, t)}" for t in doers)
    yield from (f"form:patient-{form_of(parse, t)}" for t in patients)
