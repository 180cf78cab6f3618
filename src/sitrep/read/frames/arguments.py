"""Who does and who suffers: the arguments of a trigger, found through the clause's syntax."""

from dataclasses import dataclass

from sitrep.lexicon.tables import EventRow
from sitrep.model.annotations import Actor
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.people import People
from sitrep.read.frames.spines import measuring
from sitrep.read.frames.subjects import by_agent, doer, laid_to, noun_doer, surface_subject
from sitrep.read.grammar.modality import Modality
from sitrep.read.grammar.phrases import is_infinitive, is_passive, is_verbal

# PLOVER sectors of those who fight.
PARTIES = frozenset({"GOV", "MIL", "REB", "UAF", "PRM", "COP"})
# Types whose object is what is sent or given, be it people: "sent troops to Chad".
GIVING = frozenset({"AID", "MOBILIZE"})
# PLOVER types whose object is harmed, taken or held, whatever it is.
HARMING = frozenset({"ASSAULT", "COERCE"})
# Types that have a country as their target where they name it as the place.
TERRITORIAL = frozenset({"MOBILIZE", "SANCTION", "COERCE", "AID", "CONCEDE", "RETREAT"})
WHEREIN = frozenset({"in", "into", "to", "inside", "for", "at", "near", "along", "throughout"})
# Prepositions after which a thing's owner or doer stands.
OWNING = frozenset({"of", "by", "for", "from", "against", "between", "with", "to", "on", "in"})
# Prepositions that lead from a deed's noun to whom it is aimed at.
TOWARDS = frozenset({"of", "on", "against", "for", "to", "with", "toward", "towards", "in", "into", "from", "between"})
# What a force does, none of it harm by itself: who was killed in it was killed by whose it is.
OPERATIONS = frozenset({"operation", "campaign", "sweep", "manhunt"})
# What befalls its owner: "Omar's murder", unlike "the rebels' raid".
FATES = frozenset(
    {"murder", "killing", "slaying", "assassination", "kidnapping", "abduction", "beheading", "lynching"}
    | {
        "arrest",
        "detention",
        "imprisonment",
        "deportation",
        "expulsion",
        "extradition",
        "execution",
        "torture",
        "capture",
    }
)


@dataclass(frozen=True)
class Arguments:
    """The heads of the phrases that fill a trigger's two roles."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()

    def filled(self, role: str | None, head: Token | None) -> "Arguments":
        """These arguments with one more, unless its role is none of the two."""
        if head is None:
            return self
        if role in ("actor", "both") and head not in self.actors:
            return Arguments((*self.actors, head), self.recipients)
        if role == "recipient" and head not in self.recipients:
            return Arguments(self.actors, (*self.recipients, head))
        return self


def verb_arguments(parse: Parse, verb: Token, row: EventRow, people: People) -> Arguments:
    """The two roles of a verbal or adjectival trigger by its row."""
    found = Arguments()
    subject = surface_subject(parse, verb)
    if verb.dep == "acl" and verb.tag == "VBG" and subject is not None and not is_known(people.at(subject)):
        # "sent a letter demanding talks": who sent it demands them
        above = parse.head(subject) if subject.dep == "dobj" else parse.head(parse.head(subject))
        subject = subject if is_passive(parse, above) else noun_doer(parse, subject) or subject
    struck = struck_by_machine(parse, verb, people)
    # "Omar was badly hurt" is read as a state; one that somebody is opposed to is none that befalls him.
    befallen = verb.dep == "acomp" and verb.tag == "VBN" and harms(row)
    passive = row.pos == "verb" and (befallen or is_passive(parse, verb)) and not struck
    if passive:
        objects = [subject] if subject is not None else []
        agent = by_agent(parse, verb) or (in_operation(parse, verb, subject, people) if harms(row) else None)
        found = found.filled(row.subject, agent)
    else:
        found = found.filled(row.subject, subject)
        objects = struck or [parse.child(t, "pobj") or t for t in parse.children(verb, "dobj", "dative")]
        objects = objects or shared_objects(parse, verb, row) or allowed(parse, verb)
    if not passive and not harms(row):
        objects = receivers(parse, verb, row, objects)
    for target in objects:
        if completes(target, row) and (row.type in GIVING or not is_party_itself(people, target)):
            found = with_object(parse, target, row, found, people)
        else:
            found = found.filled(row.object or ("recipient" if passive and not harms(row) else None), target)
    found = with_prepositions(parse, verb, row, found, people)
    if row.type in TERRITORIAL and not any(people.at(h).country for h in found.recipients):
        found = with_territory(parse, verb, found, people)
    return found


def in_operation(parse: Parse, verb: Token, sufferer: Token | None, people: People) -> Token | None:
    """Whose operation somebody was harmed in, where it is not their own side's: "killed in Kenyan operations"."""
    nouns = (parse.child(p, "pobj") for p in parse.children(verb, "prep") if p.lower in ("in", "during"))
    own = set(people.at(sufferer).roles) if sufferer is not None else set()
    for noun in nouns:
        if noun is None or noun.lemma not in OPERATIONS:
            continue
        for whose in (*parse.children(noun, "poss"), *modifiers(parse, noun)):
            actor = people.at(whose)
            plain = whose.pos == "ADJ" and not actor.country
            if is_party(actor) and not plain and not own & set(actor.roles):
                return whose
    return None


def receivers(parse: Parse, verb: Token, row: EventRow, objects: list[Token]) -> list[Token]:
    """The objects that can be the other side: of "gave Yemen two ships" Yemen, of "brought tents to the camp" none."""
    given = [t for t in parse.children(verb, "dative") if parse.child(t, "pobj") is None]
    if given:
        return given
    roles = roles_of(row)
    named = any(roles.get(p.lower) == "recipient" for p in parse.children(verb, "prep", "dative"))
    objects = [t for t in objects if not ((named or row.type in GIVING) and is_own(parse, t))]
    return [t for t in objects if completes(t, row)] if named else objects


def roles_of(row: EventRow) -> dict[str, str]:
    """The role that stands after each preposition of a row."""
    return dict(p.split("=", 1) for p in row.prepositions)


def is_own(parse: Parse, noun: Token) -> bool:
    """Whether a noun is the subject's own: "its forces"."""
    return any(c.tag == "PRP$" for c in parse.children(noun, "poss"))


def shared_objects(parse: Parse, verb: Token, row: EventRow) -> list[Token]:
    """The object of a verb joined after one that has none of its own: "arrested and deported the editor"."""
    if not row.object or any(p.lower in roles_of(row) for p in parse.children(verb, "prep")):
        return []
    if parse.child(verb, "xcomp", "ccomp") is not None:
        # "refused to leave and urged its allies to stay": nobody refused the allies
        return []
    joined = [t for t in parse.children(verb, "conj") if is_verbal(t) and parse.child(t, "nsubj", "nsubjpass") is None]
    return [t for j in joined[:1] for t in parse.children(j, "dobj")]


def allowed(parse: Parse, verb: Token) -> list[Token]:
    """Whom a verb lets or makes do something: the planes of "allow planes to land"."""
    done = [t for t in parse.children(verb, "ccomp") if is_infinitive(parse, t)]
    return [subject for t in done if (subject := parse.child(t, "nsubj")) is not None]


def struck_by_machine(parse: Parse, verb: Token, people: People) -> list[Token]:
    """What a machine struck where the parser took its verb for a participle: "a drone bombed at noon a van"."""
    machine = parse.head(verb)
    misread = verb.dep == "acl" and verb.tag == "VBN" and by_agent(parse, verb) is None
    subjects = parse.children(parse.head(machine), "nsubj")
    # No verb is left for the machine: none above it, a clause of its own, or one with another subject.
    whole = machine.dep == "ROOT" or parse.child(machine, "mark") is not None or machine in subjects[:-1]
    if not (misread and whole) or machine.span.end not in people.naming.crewed:
        return []
    first = (p for p in parse.children(verb, "prep") if parse.child(p, "advmod") is not None)
    after = [*parse.children(verb, "dobj"), *(t for p in first for t in parse.children(p, "pobj"))]
    return after or [t for t in parse.children(machine, "appos") if t.i > verb.i]


def harms(row: EventRow) -> bool:
    """Whether what a row tells is done to whatever stands as its object, thing or person."""
    return row.type is None or row.type in HARMING


def with_territory(parse: Parse, verb: Token, found: Arguments, people: People) -> Arguments:
    """The country in which something is imposed, sent or eased, where nobody else is named: "a curfew in Algeria"."""
    for phrase in (verb, *parse.children(verb, "dobj", "nsubjpass")):
        for preposition in parse.children(phrase, "prep"):
            target = parse.child(preposition, "pobj")
            if target is not None and preposition.lower in WHEREIN and people.at(target).type == "state":
                return found.filled("recipient", target)
    return found


def party_within(parse: Parse, head: Token, people: People) -> Token | None:
    """Whose a thing is, by the phrase that belongs to it: "positions of the army", "violations by the police"."""
    for preposition in parse.children(head, "prep"):
        target = parse.child(preposition, "pobj")
        if target is not None and preposition.lower in OWNING and is_known(people.at(target)):
            return target
    return None


def is_party_itself(people: People, target: Token) -> bool:
    """Whether an object is somebody by its own words, and not only by whose it is: prisoners, but not "its border"."""
    actor = people.at(target)
    return is_known(actor) and actor.span.covers(target.span)


def completes(target: Token, row: EventRow) -> bool:
    """Whether an object belongs to what its verb says ("lift a siege", "give aid") and suffers nothing itself."""
    words = {target.lemma, target.lower}
    return row.type is not None and row.type != "ASSAULT" and bool(words & set(row.needs))


def with_object(parse: Parse, noun: Token, row: EventRow, found: Arguments, people: People) -> Arguments:
    """The arguments that an object which completes its verb brings: "lifted the siege of Homs", "US aid for Yemen"."""
    for preposition in parse.children(noun, "prep"):
        target = parse.child(preposition, "pobj")
        target = aimed_at(parse, target, people) if target is not None else None
        towards = preposition.lower in TOWARDS or (preposition.lower == "by" and row.type == "REJECT")
        if target is not None and towards and is_known(people.at(target)):
            found = found.filled("recipient", target)
    for modifier in parse.children(noun, "poss", "amod", "compound", "nmod"):
        actor = people.at(modifier)
        if (
            modifier.tag != "PRP$"
            and is_known(actor)
            and not any(people.at(a).country == actor.country is not None for a in found.actors)
        ):
            found = found.filled("recipient" if row.object or row.prepositions else None, modifier)
    return found


def aimed_at(parse: Parse, target: Token, people: People) -> Token:
    """Whom a deed is aimed at: of "curbs on its market for foreign farmers" the farmers, not whose the market is."""
    within = party_within(parse, target, people) if is_own(parse, target) else None
    return target if within is None else within


def is_known(actor: Actor) -> bool:
    """Whether the words say of what country, role or type somebody is."""
    return bool(actor.country or actor.roles or actor.type)


def noun_arguments(parse: Parse, spine: list[Token], row: EventRow, people: People, modality: Modality) -> Arguments:
    """The two roles of an event noun: by its possessor, people adjective, "by", prepositions, or support verb."""
    noun = spine[0]
    found = with_prepositions(parse, noun, row, Arguments(), people)
    owner = parse.child(noun, "poss")
    killed = noun.lemma in FATES and owner is not None and not found.recipients and not is_party(people.at(owner))
    found = found.filled("recipient" if killed else row.subject, owner)
    found = found.filled(row.subject, by_agent(parse, noun) if owner is None or killed else None)
    if not found.actors and row.subject == "actor":
        for modifier in modifiers(parse, noun):
            # "Turkish strike", "rebel shelling"; but a "military offensive" says nobody's.
            plain = modifier.pos == "ADJ" and not people.at(modifier).country
            party = is_party(people.at(modifier)) and not plain and not (harms(row) and is_where(modifier, row, people))
            found = found.filled("actor" if party else None, modifier)
    if not found.actors:
        # "a strike carried out by the coalition"
        verbs = [v for v in parse.children(noun, "acl") if v.tag == "VBN"]
        verbs += [parse.head(noun)] if noun.dep == "nsubjpass" and laid_to(parse, parse.head(noun)) else []
        done = (laid_to(parse, v) or by_agent(parse, v) for v in verbs)
        found = found.filled(row.subject, next((agent for agent in done if agent is not None), None))
    led_by = parse.head(noun).lower if noun.dep == "pobj" else None
    if len(spine) > 1 and (led_by == "under" or (led_by in (None, "to") and modality.undergone(parse, spine[-1]))):
        # "the village came under attack from the hills"
        found = found.filled("recipient", surface_subject(parse, spine[-1]))
        sources = (parse.child(p, "pobj") for t in spine for p in parse.children(t, "prep") if p.lower == "from")
        return found.filled(row.subject, next((t for t in sources if t is not None and is_known(people.at(t))), None))
    if not found.actors and len(spine) > 1:
        carrier = doer(parse, spine[-1])
        # Nobody need do what explodes; but "the blast was caused by Sudanese jets".
        role = row.subject or ("actor" if carrier is not None and is_party(people.at(carrier)) else None)
        found = found.filled(role, carrier if carrier is not noun else None)
    if noun.dep == "pobj" and parse.head(noun).lower in ("with", "in") and row.type in ("SUPPORT", "COOPERATE"):
        found = accompanied(parse, noun, found)
    for verb in spine[1:]:
        found = with_prepositions(parse, verb, row, found, people)
    if row.type in TERRITORIAL and not any(people.at(h).country for h in found.recipients):
        found = with_territory(parse, spine[-1], found, people)
    return found


def accompanied(parse: Parse, noun: Token, found: Arguments) -> Arguments:
    """Who supports whom beside what a verb tells: whoever does that is supported, or supports.

    "Stormed the depot with the support of Valdan pilots", but "stormed the depot in support of Valdan pilots".
    """
    verb = next((a for a in parse.ancestors(noun) if is_verbal(a)), None)
    does = doer(parse, verb) if verb is not None else None
    after = [p for p in parse.children(noun, "prep") if p.lower in ("of", "for")]
    if parse.head(noun).lower == "in" and after and parse.child(noun, "det", "poss") is None:
        helped = tuple(t for p in after for t in parse.children(p, "pobj"))
        return Arguments((does,) if does is not None else (), helped)
    return found.filled("recipient", does)


def modifiers(parse: Parse, noun: Token) -> list[Token]:
    """The words before an event noun, and before the noun that counts it: the Malian of "a Malian act of war"."""
    measured = measuring(parse, noun)
    near = [t for n in (noun, measured) if n is not None for t in parse.children(n, "amod", "compound", "nmod")]
    # The rebels of "rebel rocket fire" hang on the rocket.
    inner = [t for n in near if n.pos == "NOUN" for t in parse.children(n, "compound") if t.pos == "NOUN"]
    return near + inner


def is_party(actor: Actor) -> bool:
    """Whether a modifier names who does it: "Turkish strike", "rebel shelling", unlike "night raid"."""
    return actor.country is not None or bool(PARTIES & set(actor.roles))


def is_where(modifier: Token, row: EventRow, people: People) -> bool:
    """Whether a name before a deed's noun says where it was done: "a Nairobi attack", "Kenya bombing kills nine".

    Of a country's name that is so before a bomb that went off; "US bombing" and "Kenyan bombing" say whose it was.
    """
    countries = people.naming.countries
    if countries.by_name(modifier.text) is None:
        return countries.by_capital(modifier.text) is not None
    return row.mode == "explosives" and not modifier.text.isupper()


def with_prepositions(parse: Parse, token: Token, row: EventRow, found: Arguments, people: People) -> Arguments:
    """The arguments that stand after prepositions named in the row."""
    roles = roles_of(row)
    phrases = parse.children(token, "prep", "agent", "dative")
    if is_verbal(token) and not any(p.lower in roles for p in phrases):
        # "blamed the raid on thieves": what the verb asks for is its own, wherever the parser hangs it.
        phrases = [p for t in parse.children(token, "dobj") for p in parse.children(t, "prep")]
    for child in phrases:
        target, role = parse.child(child, "pobj"), roles.get(child.lower)
        target = aimed_at(parse, target, people) if target is not None else None
        if child.lower == "at" and role == "recipient" and found.recipients and is_verbal(token):
            # "shot a guide at the gate": of two the object is the one who was hit
            continue
        if (
            role
            and target is not None
            and (harms(row) or is_known(people.at(target)) or party_within(parse, target, people))
        ):
            found = found.filled(role, target)
    return found
