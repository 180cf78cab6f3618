"""Whether words tell a happening, or only mention one: refer back to it, date by it, describe by it, or speak of any.

"The campaign cost much", "after its raids", "the militia backed by Chad" and "such attacks spread fear" tell nothing.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sitrep.model.annotations import Actor, Event
from sitrep.model.parses import Parse, Token
from sitrep.read.frames.arguments import harms
from sitrep.read.frames.triggers import Trigger
from sitrep.read.grammar.phrases import PRESENT, clause_head, first_conjunct
from sitrep.read.happenings.settings import ORDER

# Measures of what a happening does, as against plain things counted.
COUNTED = frozenset(
    {
        *("killed", "injured", "casualties", "missing", "displaced", "arrested", "captured", "troops", "participants"),
        *("sorties", "strikes", "targets", "destroyed", "munitions", "rounds", "bodies", "equipment"),
    }
)
# Words that say that a happening is known already.
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
# Words under which any happening of a sort is meant, and none in particular.
ANY = frozenset({"any", "such"})
PROPERTIES = ("det", "predet", "amod")
# "They often raid the valley": what goes on at no one time.
HABITUAL = frozenset(
    {"often", "regularly", "routinely", "frequently", "sometimes", "usually", "always", "occasionally"}
)
# What parties at war do to one another all along.
AT_WAR = frozenset({"fight", "battle", "combat", "oppose"})
# Words that lay a crime to somebody.
CHARGES = frozenset({"charge", "accuse", "convict", "indict", "count", "plead", "guilty", "acquit", "suspicion"})
# Words for something by which a clause says which: "those it had attacked".
RELATIVES = frozenset({"that", "which", "who", "whom"})
POINTING = frozenset({"those", "that", "this", "these", "all", "what"})


def tells_something(parse: Parse, event: Event, trigger: Trigger, nouns: AbstractSet[str]) -> bool:
    """Whether a trigger tells a happening, and does not only refer back to one or describe somebody by it.

    A modifier with nothing of its own only describes ("those killed"), and a definite noun only refers ("after the
    campaign", "its raids"), unless it says when, where, how many or to whom, or the words deny, plan or recall it.
    """
    if trigger.blame is not None:
        return True
    done = not harms(trigger.row) and event.actors and all(is_deed(parse, a, nouns) for a in event.actors)
    counted = [q for q in event.quantities if q.measure in COUNTED]
    told = bool(counted or event.time or event.places)
    at_any_time = is_of_any(parse, trigger) or (not told and is_general(parse, trigger))
    at_any_time = at_any_time and not event.negated and event.status == "occurred"
    if done or at_any_time or is_ranked(parse, trigger.token) or is_crime_alleged(parse, event, trigger):
        return False
    if len(trigger.spine) > 1:
        return told or bool(event.recipients) or not is_dating(parse, trigger.spine)
    if is_standing_foe(event, trigger.token):
        return False
    if told or is_reference(parse, trigger.token):
        return told or event.negated
    return is_news(parse, event, trigger.token) if trigger.row.pos == "noun" else is_own_deed(parse, event, trigger)


def is_own_deed(parse: Parse, event: Event, trigger: Trigger) -> bool:
    """Whether a verb without figures, time or place tells a deed, and does not only say which is meant."""
    # "The militia backed by Chad" says which militia, "the clerk shot by gunmen" what they did.
    doers = trigger.row.type != "SUPPORT" or trigger.token.dep != "acl"
    own = bool(event.equipment or (doers and trigger.arguments.actors) or trigger.also)
    return not is_of_what_is_known(parse, trigger) and (own or not is_modifier(parse, trigger.token))


def is_news(parse: Parse, event: Event, noun: Token) -> bool:
    """Whether a noun without figures, time or place tells a happening all the same: by its people, or as a subject."""
    parties = bool(event.actors) or bool(event.recipients)
    said = event.status != "occurred" or event.negated or event.historical
    definite = is_pointed_at(parse, noun)
    # What may follow from a deed says nothing of it: "the assault could cut them off".
    said = said and not (definite and noun.dep == "nsubj")
    if event.recipients or said or (parties and (event.equipment or not definite)):
        return True
    return noun.dep in ("ROOT", "nsubj", "nsubjpass") and not definite


def is_ranked(parse: Parse, noun: Token) -> bool:
    """Whether a noun only says how a deed told before compares with others: "it was the worst raid since May"."""
    within = [c for child in parse.children(noun, "amod") for c in parse.subtree(child)]
    told = noun.dep == "attr" and parse.sentence_number(noun) > 0
    return told and any(t.tag in ("JJS", "RBS") for t in within)


def is_deed(parse: Parse, actor: Actor, nouns: AbstractSet[str]) -> bool:
    """Whether what stands as a doer is itself a happening, a law or a text: "air strikes backed them"."""
    head = parse.at(actor.span)
    return actor.type == "document" or (head is not None and head.pos == "NOUN" and head.lemma in nouns)


def is_reference(parse: Parse, word: Token) -> bool:
    """Whether a word only dates or names something by a deed: "since its raids", "an approach to fighting"."""
    above = parse.head(word)
    if word.dep == "pcomp":
        # "their approach to fighting the rebels" tells of no fight
        return above.lower == "to" and parse.head(above).pos == "NOUN"
    return is_pointed_at(parse, word) and (
        (word.dep == "pobj" and above.lower in ORDER) or is_dating(parse, (word, above))
    )


def is_pointed_at(parse: Parse, noun: Token) -> bool:
    """Whether an article or a pronoun says that a happening is known: "the raid", "its raids", but not "Monday's"."""
    return any(d.lower in DEFINITE for d in parse.children(noun, "det", "poss"))


def is_dating(parse: Parse, spine: Sequence[Token]) -> bool:
    """Whether a definite noun and its verb only say since when: "since the army launched its offensive"."""
    noun, verb = spine[0], spine[-1]
    definite = is_pointed_at(parse, noun)
    marks = {c.lower for c in parse.children(verb, "mark", "advmod") if c.i < verb.i}
    return definite and verb.dep == "advcl" and noun.dep in ("nsubj", "dobj", "nsubjpass") and bool(marks & ORDER)


def is_modifier(parse: Parse, word: Token) -> bool:
    """Whether a participle stands by its noun and says which one is meant: "those killed", "the house that was hit"."""
    if word.dep == "acl" and word.tag == "VBN":
        return True
    if word.dep == "conj" and parse.head(word).dep == "amod":
        return True
    return word.dep == "relcl" and parse.child(word, "nsubjpass") is not None


def is_of_any(parse: Parse, trigger: Trigger) -> bool:
    """Whether a noun means any happening of its sort: "such attacks", "any raid"."""
    noun = trigger.token
    counted = parse.child(noun, "nummod") is not None
    return trigger.row.pos == "noun" and not counted and any(t.lower in ANY for t in parse.children(noun, *PROPERTIES))


def is_general(parse: Parse, trigger: Trigger) -> bool:
    """Whether a sentence speaks of what goes on at any time: "attacks of this sort spread fear", "they often raid it".

    A headline, which ends in no full stop, tells its news in the present.
    """
    verb = clause_head(parse, trigger.spine[-1])
    if verb.tag not in PRESENT or parse.children(verb, "aux", "auxpass"):
        return False
    if any(c.lower in HABITUAL for c in parse.children(verb, "advmod")):
        return True
    noun, ends = trigger.token, parse.sentence_tokens(parse.sentence(verb))[-1]
    bare = noun.tag == "NNS" and not any(parse.children(noun, "det", "poss", "nummod"))
    return bare and noun.dep == "nsubj" and len(trigger.spine) == 1 and verb.i == noun.head and ends.text == "."


def is_of_what_is_known(parse: Parse, trigger: Trigger) -> bool:
    """Whether a relative clause says by a deed who or what is meant: "those it had hit"."""
    verb = trigger.token
    noun = parse.head(verb)
    subject = parse.child(verb, "nsubj")
    before = [t.lower for t in parse.subtree(verb) if t.i < verb.i and t.tag in ("WDT", "WP", "WRB", "IN")]
    own = [o for o in parse.children(verb, "dobj", "ccomp", "xcomp") if o.lower not in RELATIVES]
    by_somebody = subject is not None and subject.lower not in RELATIVES and trigger.row.object == "recipient"
    if verb.dep != "relcl" or not by_somebody or own or not RELATIVES.issuperset(before):
        return False
    return noun.lower in POINTING


def is_standing_foe(event: Event, verb: Token) -> bool:
    """Whether a participle only says whom a party is at war with: "the coalition fighting the rebels"."""
    bare = event.time is None and not any(q.measure in COUNTED for q in event.quantities)
    return bare and verb.dep == "acl" and verb.tag == "VBG" and verb.lemma in AT_WAR


def is_crime_alleged(parse: Parse, event: Event, trigger: Trigger) -> bool:
    """Whether a noun only says what somebody is charged with, and of no victim: "charged with attempted murder"."""
    if trigger.row.pos != "noun" or event.recipients or event.time is not None or event.places:
        return False
    noun = first_conjunct(parse, trigger.token)
    above = parse.head(parse.head(noun))
    return noun.dep == "pobj" and parse.head(noun).lower in ("with", "of", "on", "to", "for") and above.lemma in CHARGES
