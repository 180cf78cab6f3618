"""One deed, told by several words: which triggers are folded into which."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sitrep.model.parses import Parse, Token
from sitrep.read.frames.arguments import Arguments
from sitrep.read.frames.triggers import Trigger
from sitrep.read.grammar.phrases import is_passive, is_verbal

# Kinds of happenings that are the result of another.
RESULTS = frozenset({"casualties", "damage"})
# What one deed does to several: "killed three and wounded nine".
HARM = frozenset({"kill", "wound", "injure", "hurt", "maim"})
# What whoever fired then did: "opened fire and hit a guard".
HIT = frozenset({"hit", "strike", "shoot"})
# Prepositions of a place whose clause of harm tells what a deed there did.
PLACING = frozenset({"in", "on", "at", "near", "outside", "inside", "into", "around"})
# How words hang together within what a verb governs.
WITHIN = frozenset({"pobj", "prep", "dobj", "conj", "acl", "relcl", "pcomp", "appos", "agent"})
# What is left of what was hit: "struck a post and destroyed a depot".
RUIN = frozenset({"destroy", "damage", "demolish", "flatten", "wreck"})
# "killed in a strike", "wounded by shelling": the noun names the deed whose harm the verb tells.
SAME_DEED = frozenset({"in", "during", "by", "from", "as", "because", "due"})
# "died after a shooting", "wounded when a mine went off": what a harm is told with is what did it.
CAUSING = frozenset({"when", "as", "after", "following", "while"})
# Subjects that may be the harmed person: "was killed after he fired at them" tells two deeds.
PERSONAL = frozenset({"he", "she", "they", "it", "who", "i", "we"})
# Nouns that only say how many of something there are.
AMOUNTS = frozenset(
    {"series", "number", "wave", "string", "spate", "total", "round", "couple", "dozen", "score", "hundred", "thousand"}
)
# "as a result of torture", "because of shelling": the words between a harm and what did it.
CAUSE = frozenset({"of", "result", "as", "because", "due", "to", "consequence"})


def one_deed(parse: Parse, triggers: list[Trigger]) -> list[Trigger]:
    """Triggers less the event nouns whose harm another trigger tells: "strikes on the town killed 12" is one deed.

    The verb tells the deed, the noun lends it who did it, by what means, and whom it was aimed at. In "an attack that
    left two dead" the noun tells it, and the clause after it its result.
    """
    verbs = tellers(triggers)
    merged = list(triggers)
    for cause in triggers:
        n = verbs.get(told_by(parse, cause.token)) if cause.row.pos == "noun" else None
        n = harm_of(parse, cause, verbs, merged) if n is None else n
        if n is None or cause not in merged or cause is merged[n]:
            continue
        unmeant = cause.row.kind == "casualties" and tells_harm(merged[n])
        if cause.row.type != merged[n].row.type and merged[n].row.kind != "casualties" and not unmeant:
            continue
        if is_after(parse, cause.token) and not tells_harm(merged[n]):
            continue
        merged[n] = lending(parse, merged[n], cause)
        merged.remove(cause)
        verbs = tellers(merged)
    return merged


def with_parts(parse: Parse, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Triggers less the event nouns that only say what another is made of: "an operation of air strikes"."""
    merged = list(triggers)
    for part in triggers:
        of = parse.head(part.token)
        if part.row.pos != "noun" or part.token.dep != "pobj" or of.lower != "of":
            continue
        whole = parse.head(of)
        n = next((k for k, t in enumerate(merged) if t.token is whole and t.row.pos == "noun"), None)
        if n is not None and part in merged and merged[n].row.type == part.row.type is not None:
            merged[n] = made_of(merged[n], part)
            merged.remove(part)
    return merged


def made_of(whole: Trigger, part: Trigger) -> Trigger:
    """An event noun with the means and the arguments of what it is made of."""
    recipients = tuple(h for h in whole.arguments.recipients if h is not part.token)
    arguments = Arguments(
        whole.arguments.actors or part.arguments.actors,
        tuple(dict.fromkeys((*recipients, *part.arguments.recipients))),
    )
    # "a barrage of air strikes": what it is made of says how it was done
    row = replace(whole.row, mode=part.row.mode or whole.row.mode)
    return replace(whole, row=row, arguments=arguments, also=(*whole.also, part.token, *part.also))


def harm_of(parse: Parse, cause: Trigger, verbs: Mapping[int, int], triggers: Sequence[Trigger]) -> int | None:
    """The number of the verb that tells the harm of a violent deed told in a clause below it, or None.

    "Two were wounded when rebels shelled the mill", "died after being shot": one deed; so are "rockets fired from the
    hill hit the mill".
    """
    word = cause.spine[-1]
    if cause.row.pos == "noun" and word.dep == "nsubj":
        # "were wounded when gunfire broke out"
        word = parse.head(word)
    above = parse.head(word)
    violent = cause.row.type == "ASSAULT" or cause.row.kind == "casualties"
    if not violent or (cause.row.pos != "noun" and len(cause.spine) > 1):
        return None
    if word.dep == "acl" and above.dep == "nsubj":
        n = verbs.get(parse.head(above).i)
        thing = any(h is above for h in triggers[n].arguments.actors) if n is not None else False
        return n if thing and not cause.arguments.actors and triggers[n or 0].row.type == "ASSAULT" else None
    marks = {c.lower for c in parse.children(word, "mark", "advmod") if c.i < word.i}
    if word.dep == "pcomp":
        marks, above = {above.lower}, parse.head(above)
    if word.dep == "relcl" and "when" in marks and above.dep == "pobj":
        # "was killed on Monday, when rebels shelled the mill"
        above = parse.head(parse.head(above))
    if is_of_the_dead(parse, word):
        # "the death of a clerk who was shot in Taiz"
        n = verbs.get(parse.head(parse.head(above)).i)
        return n if n is not None and tells_harm(triggers[n]) and triggers[n].row.pos == "noun" else None
    n = verbs.get(above.i)
    if word.dep not in ("advcl", "pcomp", "relcl") or any(a.tag == "MD" for a in parse.children(above, "aux")):
        return None
    if not marks & CAUSING or n is None or not tells_harm(triggers[n]):
        return None
    subject = parse.child(word, "nsubj")
    own = subject is None or subject.lower in PERSONAL
    return None if own and not is_passive(parse, word) and parse.child(word, "auxpass") is None else n


def is_of_the_dead(parse: Parse, verb: Token) -> bool:
    """Whether a passive relative clause tells what was done to whom a noun's "of" names."""
    subject = parse.child(verb, "nsubjpass")
    named = parse.head(verb)
    whose = subject is not None and subject.tag == "WP" and named.dep == "pobj"
    return verb.dep == "relcl" and whose and parse.head(named).lower == "of"


def tells_harm(trigger: Trigger) -> bool:
    """Whether a verb tells that somebody came to harm, as it is, and not by whom."""
    harm = trigger.token.lemma in HARM or trigger.row.kind == "casualties"
    return harm and not trigger.arguments.actors


def is_after(parse: Parse, noun: Token) -> bool:
    """Whether an event noun only stands after another happening: "after the raid"."""
    return noun.dep in ("pobj", "pcomp") and parse.head(noun).lower in CAUSING - SAME_DEED


def told_by(parse: Parse, noun: Token) -> int:
    """The verb that may tell what an event noun names: whose subject, setting or cause it is, or -1.

    Setting and cause are "in a raid", "as a result of torture".
    """
    noun = whole_of(parse, noun)
    above = parse.head(noun)
    for outer in list(parse.ancestors(above)) if noun.dep in ("pobj", "pcomp") and above.lower in CAUSE else ():
        if outer.lower not in CAUSE:
            break
        above = outer
    through = noun.dep in ("pobj", "pcomp") and above.lower in SAME_DEED | CAUSING
    verb = parse.head(above) if through else above
    of = parse.head(verb)
    if through and verb.dep == "pobj" and of.lower == "of":
        # "the death of two guards in a raid"
        verb = parse.head(of)
    return verb.i if through or noun.dep == "nsubj" else -1


def whole_of(parse: Parse, noun: Token) -> Token:
    """The noun that says how many there are of an event noun, or the noun itself: "a series of strikes"."""
    of = parse.head(noun)
    amount = parse.head(of)
    return amount if noun.dep == "pobj" and of.lower == "of" and amount.lemma in AMOUNTS else noun


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
    """The words that can tell a deed which a noun beside them names, by token, with their numbers.

    They are verbs with what they tell beside, and nouns of harm: "the death of two guards in a raid".
    """
    telling: dict[int, int] = {}
    for n, t in enumerate(triggers):
        if t.row.kind == "casualties" or (t.row.pos == "verb" and t.row.subject == "actor"):
            # "suffered wounds in a shooting": the verb that carries the harm tells it too
            carrying = t.spine[1:] if t.row.kind == "casualties" else ()
            telling |= {w.i: n for w in (*t.also, t.token, *carrying) if w is t.token or is_verbal(w)}
    return telling


def with_results(parse: Parse, triggers: list[Trigger]) -> list[Trigger]:
    """Triggers less those that only tell what another did: "struck the town, killing 36" is one deed.

    So are "flew ten sorties engaging twelve depots", "killed three and wounded nine", "an attack that left two dead".
    """
    merged = list(triggers)
    for result in triggers:
        above = modified(parse, result.spine[-1])
        n = next(
            (k for k, t in enumerate(merged) if t is not result and above & {w.i for w in tellings(parse, t)}), None
        )
        if n is None or result not in merged or not is_result(parse, result, merged[n]):
            continue
        main = merged[n]
        recipients = (*main.arguments.recipients, *result.arguments.recipients)
        actors = main.arguments.actors or tuple(
            h for h in result.arguments.actors if h is not main.token and not is_between(parse, h, result)
        )
        arguments = Arguments(actors, tuple(dict.fromkeys(h for h in recipients if h is not main.token)))
        merged[n] = replace(main, arguments=arguments, also=(*main.also, *result.spine, *result.also))
        merged.remove(result)
    return merged


def tellings(parse: Parse, trigger: Trigger) -> tuple[Token, ...]:
    """The words that tell a deed, with the verb that has its noun as subject: "gunshots rang out, leaving two dead"."""
    noun = trigger.spine[-1]
    verb = (parse.head(noun),) if trigger.row.pos == "noun" and noun.dep == "nsubj" else ()
    return (*trigger.spine, *trigger.also, *verb)


def modified(parse: Parse, word: Token) -> set[int]:
    """The tokens that a clause may modify: its head, and the noun before that one's preposition.

    In "an attack on a post that left five dead" the parser hangs the clause on the post.
    """
    head = parse.head(word)
    if is_harm_clause(parse, word):
        return {t.i for t in reach(parse, word)}
    outer = parse.head(parse.head(head)) if word.dep in ("relcl", "acl") and head.dep == "pobj" else head
    return {head.i, outer.i}


def is_harm_clause(parse: Parse, word: Token) -> bool:
    """Whether a clause of harm hangs on a noun that did none: "hit a post in the town killing two"."""
    if word.tag != "VBG" or word.lemma not in HARM | RUIN:
        return False
    placing = word.dep == "pcomp" and parse.head(word).lower in PLACING
    return word.dep == "acl" or (placing and parse.child(word, "nsubj") is not None)


def reach(parse: Parse, word: Token) -> Iterator[Token]:
    """Yield the words above a clause within what one verb governs, and that verb."""
    for above in parse.ancestors(word):
        yield above
        if above.dep not in WITHIN:
            return


def is_between(parse: Parse, head: Token, result: Trigger) -> bool:
    """Whether a noun only stands between a deed and its harm, which it did not do."""
    top = result.spine[-1]
    return is_harm_clause(parse, top) and (head is parse.head(top) or parse.head(head) is top)


def is_result(parse: Parse, result: Trigger, main: Trigger) -> bool:
    """Whether a trigger tells the harm that a violent deed above it did, by its form, or the same in other words."""
    top = result.spine[-1]
    if top.dep == "xcomp" and main.row.type == result.row.type and main.row.kind == result.row.kind is not None:
        # "were forced to flee"
        return True
    if main.row.type != "ASSAULT" or not (result.row.type == "ASSAULT" or result.row.kind in RESULTS):
        return False
    if top.dep == "conj":
        return shares_subject(parse, top) and is_joined_harm(parse, result, main)
    noun = main.row.pos == "noun" or any(t is parse.head(top) and not is_verbal(t) for t in main.also)
    where = [c.lower for c in parse.children(top, "advmod") if c.tag == "WRB"]
    if top.dep in ("relcl", "acl") and noun:
        return not where
    if top.dep == "advcl" and main.row.pos == "noun" and "when" in where:
        # "the first raid came at noon, when jets hit a mill"
        return True
    return is_harm_clause(parse, top) or (top.dep in ("advcl", "acl") and top.tag == "VBG")


def is_joined_harm(parse: Parse, result: Trigger, main: Trigger) -> bool:
    """Whether a verb joined to another tells what that did: "killed three and wounded nine", "fired and hit a guard".

    The means come first, then the harm, by and to the same: "was shot and killed".
    """
    free = parse.child(main.token, "dobj") is None
    harm = {main.token.lemma, parse.head(result.spine[-1]).lemma} & HARM
    alike = bool(harm) or is_passive(parse, result.spine[-1]) or free
    # "two strikes hit a post and destroyed a depot": what strikes did, they did in striking
    alike = alike or any(t.dep == "nsubj" and t.pos == "NOUN" for t in main.also)
    hit = result.token.lemma in HIT and main.row.mode is not None and not main.arguments.recipients
    return hit or (result.token.lemma in HARM | RUIN and alike)


def shares_subject(parse: Parse, verb: Token) -> bool:
    """Whether a joined verb has the subject of the verb before it."""
    return parse.child(verb, "nsubj", "nsubjpass") is None


def lending(parse: Parse, verb: Trigger, cause: Trigger) -> Trigger:
    """A verbal trigger with the arguments and means of the deed whose harm it tells.

    Whom a pronoun in the cause means, the verb has named.
    """
    deed = (cause.token, whole_of(parse, cause.token))
    own = tuple(head for head in verb.arguments.actors if head not in deed)
    suffered = tuple(h for h in cause.arguments.recipients if h.pos != "PRON")
    if cause.row.subject == "both" and verb.arguments.recipients and not (cause.arguments.actors or own):
        # "killed in clashes with the army": in a fight the one side harms the other
        own, suffered = suffered, ()
    arguments = Arguments(cause.arguments.actors or own, tuple(dict.fromkeys((*verb.arguments.recipients, *suffered))))
    row = replace(verb.row, type=cause.row.type, kind=cause.row.kind, mode=verb.row.mode or cause.row.mode)
    return Trigger(verb.token, row, [verb.token], arguments, (*verb.also, cause.token, *cause.also), verb.blame)
