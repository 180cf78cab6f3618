"""One deed, told by several words: which triggers are folded into which."""

from collections.abc import Sequence
from dataclasses import replace

from sitrep.model.parses import Parse, Token
from sitrep.read.arguments import Arguments, is_passive
from sitrep.read.triggers import Trigger

# Kinds of happenings that are the result of another.
RESULTS = frozenset({"casualties", "damage"})
# What one deed does to several: "killed three and wounded nine".
HARM = frozenset({"kill", "wound", "injure", "hurt", "maim"})
# "killed in a strike", "wounded by shelling": the noun names the deed whose harm the verb tells.
SAME_DEED = frozenset({"in", "during", "by", "from", "as", "because", "due"})
# "as a result of torture", "because of shelling": the words between a harm and what did it.
CAUSE = frozenset({"of", "result", "as", "because", "due", "to", "consequence"})


def one_deed(parse: Parse, triggers: list[Trigger]) -> list[Trigger]:
    """Triggers less the event nouns whose harm another trigger tells: "strikes on the town killed 12" is one deed.

    The verb tells the deed, the noun lends it who did it, by what means, and whom it was aimed at. In "an attack that
    left two dead" the noun tells it, and the clause after it its result.
    """
    verbs = tellers(triggers)
    merged = list(triggers)
    for noun in triggers:
        n = verbs.get(told_by(parse, noun.token))
        if noun.row.pos != "noun" or n is None or noun not in merged:
            continue
        if noun.row.type != merged[n].row.type and merged[n].row.kind != "casualties":
            continue
        merged[n] = lending(merged[n], noun)
        merged.remove(noun)
        verbs = tellers(merged)
    return merged


def told_by(parse: Parse, noun: Token) -> int:
    """The verb that may tell what an event noun names: whose subject, setting or cause it is, or -1.

    Setting and cause are "in a raid", "as a result of torture".
    """
    above = parse.head(noun)
    for outer in list(parse.ancestors(above)) if noun.dep in ("pobj", "pcomp") and above.lower in CAUSE else ():
        if outer.lower not in CAUSE:
            break
        above = outer
    through = noun.dep in ("pobj", "pcomp") and above.lower in SAME_DEED
    verb = parse.head(above) if through else above
    return verb.i if through or noun.dep == "nsubj" else -1


def with_object_nouns(parse: Parse, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Triggers less the event nouns that complete another's verb: "lifted a siege", "suspended aid deliveries".

    The noun lends its arguments; who acts and what is done the verb says.
    """
    merged = list(triggers)
    for noun in triggers:
        verb = parse.head(noun.token)
        n = next((k for k, t in enumerate(merged) if t.token is verb and t is not noun), None)
        if n is None or noun.row.pos != "noun" or noun.token.dep not in ("dobj", "nsubjpass"):
            continue
        within = {t.lemma for t in (noun.token, *parse.children(noun.token, "compound", "amod"))}
        if not within & set(merged[n].row.needs):
            continue
        main = merged[n].arguments
        taken = tuple(h for h in noun.arguments.recipients if h not in main.recipients)
        kept = tuple(h for h in main.recipients if h is not noun.token)
        merged[n] = replace(
            merged[n], arguments=Arguments(main.actors, (*kept, *taken)), also=(*merged[n].also, noun.token)
        )
        merged.remove(noun)
    return merged


def tellers(triggers: Sequence[Trigger]) -> dict[int, int]:
    """The verbs that can tell a deed which a noun beside them names, by token, with their numbers."""
    verbs = [(n, t) for n, t in enumerate(triggers) if t.row.pos == "verb"]
    return {t.token.i: n for n, t in verbs if t.row.subject == "actor" or t.row.kind == "casualties"}


def with_results(parse: Parse, triggers: list[Trigger]) -> list[Trigger]:
    """Triggers less those that only tell what another did: "struck the town, killing 36" is one deed.

    So are "flew ten sorties engaging twelve depots", "killed three and wounded nine", "an attack that left two dead".
    """
    merged = list(triggers)
    for result in triggers:
        above = modified(parse, result.spine[-1])
        n = next(
            (k for k, t in enumerate(merged) if t is not result and above & {w.i for w in (*t.spine, *t.also)}), None
        )
        if n is None or result not in merged or not is_result(parse, result, merged[n]):
            continue
        main = merged[n]
        recipients = (*main.arguments.recipients, *result.arguments.recipients)
        actors = main.arguments.actors or tuple(h for h in result.arguments.actors if h is not main.token)
        arguments = Arguments(actors, tuple(dict.fromkeys(h for h in recipients if h is not main.token)))
        merged[n] = replace(main, arguments=arguments, also=(*main.also, *result.spine, *result.also))
        merged.remove(result)
    return merged


def modified(parse: Parse, word: Token) -> set[int]:
    """The tokens that a clause may modify: its head, and the noun before that one's preposition.

    In "an attack on a post that left five dead" the parser hangs the clause on the post.
    """
    head = parse.head(word)
    outer = parse.head(parse.head(head)) if word.dep in ("relcl", "acl") and head.dep == "pobj" else head
    return {head.i, outer.i}


def is_result(parse: Parse, result: Trigger, main: Trigger) -> bool:
    """Whether a trigger tells the harm that a violent deed above it did, by its form."""
    if main.row.type != "ASSAULT" or not (result.row.type == "ASSAULT" or result.row.kind in RESULTS):
        return False
    top = result.spine[-1]
    if top.dep == "conj":
        # "killed three and wounded nine", "was shot and killed": the means, then the harm, by and to the same
        alike = main.token.lemma in HARM or is_passive(parse, top) or parse.child(main.token, "dobj") is None
        return result.token.lemma in HARM and shares_subject(parse, top) and alike
    if top.dep in ("relcl", "acl") and main.row.pos == "noun":
        return not any(c.tag == "WRB" for c in parse.children(top, "advmod"))
    return top.dep in ("advcl", "acl") and top.tag == "VBG"


def shares_subject(parse: Parse, verb: Token) -> bool:
    """Whether a joined verb has the subject of the verb before it."""
    return parse.child(verb, "nsubj", "nsubjpass") is None


def lending(verb: Trigger, noun: Trigger) -> Trigger:
    """A verbal trigger with its subject noun's arguments and means."""
    own = tuple(head for head in verb.arguments.actors if head is not noun.token)
    arguments = Arguments(
        noun.arguments.actors or own,
        (*verb.arguments.recipients, *noun.arguments.recipients),
    )
    row = replace(verb.row, type=noun.row.type, kind=noun.row.kind, mode=verb.row.mode or noun.row.mode)
    return Trigger(verb.token, row, [verb.token], arguments, (*verb.also, noun.token), verb.blame)
