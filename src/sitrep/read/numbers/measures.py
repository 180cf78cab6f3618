"""What a number counts: from the noun that is counted, and from what is done to those counted."""

from sitrep.lexicon.tables import MeasureRow
from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import is_verbal
from sitrep.read.numbers.measure_words import (
    OPEN_FATES,
    Deed,
    MeasureTables,
    phrases_of,
    row_for,
    verb_row,
    with_epithet,
    with_fate,
)

BE = "be"
SUBJECT = ("nsubj", "nsubjpass")
# Verbs whose complement says what was done: "were reported killed", "are believed to have been killed".
COMPLEMENT = ("xcomp", "oprd", "ccomp", "acomp", "attr", "dep")
# Modifiers of a deed that was not done: "attempted murder".
UNDONE = frozenset({"attempted", "foiled", "planned"})
# Prepositions that give a part of those before them the same fate.
PART_PREPOSITIONS = frozenset({"including", "among", "besides", "like"})
# What makes a "with" say that the same was done to both: "was shot along with three others".
ALIKE = frozenset({"along", "together"})
FARTHEST = 4

# What harms others unless its form is passive: a lone subject in the past tense does it.
ACTIVE = frozenset({"shoot", "stab", "kill", "wound", "injure", "murder", "slay", "hit", "strike"})


def done_to(parse: Parse, counted: Token, tables: MeasureTables, depth: int = FARTHEST) -> Deed | None:
    """What the sentence says was done to (or by) those that `counted` names, or None.

    Its own clause speaks first, then what modifies it, then the phrase that it is a part of.
    """
    if depth == 0:
        return None
    for rule in (_from_verb, _from_preposition, _from_modifier, _from_next_word, _from_next_clause):
        deed = rule(parse, counted, tables)
        if deed is not None:
            return deed
    above = _shared_fate(parse, counted, tables)
    return done_to(parse, above, tables, depth - 1) if above is not None else None


def _from_verb(parse: Parse, counted: Token, tables: MeasureTables) -> Deed | None:
    verb = parse.head(counted)
    if verb.i == counted.i:
        return None
    if counted.dep in SUBJECT:
        return subject_deed(parse, verb, tables)
    if counted.dep == "attr" and verb.dep == "auxpass":
        return subject_deed(parse, parse.head(verb), tables)  # "also wounded were three clerks"
    if counted.dep in ("dobj", "attr", "npadvmod", "dep", "oprd") and is_verbal(verb):
        return _object_deed(parse, verb, tables)
    return None


def subject_deed(parse: Parse, verb: Token, tables: MeasureTables) -> Deed | None:
    """What a verb says was done to its subject: "were killed", "died", "are missing", "killed in a raid"."""
    own = _verb_deed(parse, verb, tables)
    # "Two clerks were there but were not hurt": what is denied of them is not their measure.
    # "One was killed and another hurt": the parser makes "another" a determiner of the participle.
    further = [v for v in parse.conjuncts(verb)[1:] if not parse.child(v, *SUBJECT, "neg", "det")]
    joined = [_joined_deed(parse, v, tables) for v in further]
    others = [deed for deed in joined if deed is not None]
    killed = next((deed for deed in others if deed.measure == "killed"), None)
    if own is not None and own.measure == "killed" and any(deed.measure == "injured" for deed in others):
        return Deed("casualties", verb)  # "killed or wounded": one figure for both
    if own is not None and own.measure in OPEN_FATES and killed is not None:
        return killed  # "was shot and killed", "was taken to hospital and died there"
    if own is not None or others:
        return own or others[0]
    return _complement_deed(parse, verb, tables) or _among(parse, verb, tables)


def _joined_deed(parse: Parse, verb: Token, tables: MeasureTables) -> Deed | None:
    """What a verb that shares its subject with one before it says was done to that subject."""
    return _verb_deed(parse, verb, tables) or _complement_deed(parse, verb, tables)


def _complement_deed(parse: Parse, verb: Token, tables: MeasureTables) -> Deed | None:
    """What stands after a verb as said of its subject: "was pronounced dead", "is believed to have drowned"."""
    # "Three attacks left six people dead": what follows an object is said of the object.
    for complement in parse.children(verb, *COMPLEMENT) if parse.child(verb, "dobj") is None else []:
        if complement.dep == "ccomp" and (parse.child(complement, *SUBJECT) or not is_passive(parse, verb)):
            continue
        deed = _state(parse, complement, tables) or subject_deed(parse, complement, tables)
        deed = deed or _outlook(parse, verb, complement, tables)
        if deed is not None:
            return deed
    return None


def _outlook(parse: Parse, verb: Token, complement: Token, tables: MeasureTables) -> Deed | None:
    """What is expected of those hurt alone: "is expected to recover", "were likely to survive"."""
    row = row_for(tables, "outlook", complement)
    is_expected = complement.dep == "xcomp" and parse.child(complement, "dobj") is None
    return Deed(row.measure, complement) if row is not None and is_expected and is_passive(parse, verb) else None


def _verb_deed(parse: Parse, verb: Token, tables: MeasureTables) -> Deed | None:
    row = row_for(tables, "intransitive", verb) or _with_object(parse, verb, tables)
    if row is None and (is_passive(parse, verb) or verb.tag in ("JJ", "NN")):
        row = verb_row(parse, verb, tables) or row_for(tables, "adjective", verb)
    if row is None and verb.tag == "VBG" and parse.child(verb, "dobj") is None:
        row = tables.get("adjective", {}).get(verb.lower)  # "are missing"
    return with_fate(parse, verb, row, tables) if row else None


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a verb's subject suffers what it says; a participle of a headline ("12 killed in raid") is passive."""
    if parse.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if verb.dep == "conj":
        goes_on = parse.child(verb, "dobj", "nsubj") is None or _is_elliptic(parse, verb)
        return goes_on and is_passive(parse, parse.head(verb))
    if any(p.lower == "at" and t.pos == "PRON" for p in parse.children(verb, "prep") for t in parse.children(p)):
        return False  # "shot at them"
    return verb.tag in ("VBN", "VBD") and parse.child(verb, "dobj", "aux") is None and not _runs_on(parse, verb)


def _is_elliptic(parse: Parse, verb: Token) -> bool:
    """Whether a clause leaves out the "was" of the one before it: "one man was killed and another injured"."""
    subject = parse.child(verb, "nsubj")
    if subject is None or parse.child(verb, "dobj", "aux") is not None or verb.tag not in ("VBN", "VBD"):
        return False
    beside = all(t.tag == "RB" for t in parse.tokens[subject.i + 1 : verb.i])
    return beside and not _runs_on(parse, verb)


def acts_itself(parse: Parse, counted: Token, deed: Deed) -> bool:
    """Whether a past tense has one person for its subject without a passive: "the guard shot and fled"."""
    verb = deed.word
    if verb.tag != "VBD" or parse.child(verb, "auxpass", "nsubjpass") is not None or verb.i != counted.head:
        return False
    if verb.dep == "conj" and is_passive(parse, verb):
        return False  # "one man was killed and another injured"
    return counted.dep == "nsubj" and verb.lemma in ACTIVE


def _runs_on(parse: Parse, verb: Token) -> bool:
    """Whether a noun phrase begins right after a verb: an object, whatever the parser made of it."""
    after = verb.i + 1
    return after < parse.sentence(verb).last and parse.tokens[after].tag in ("CD", "DT", "PRP$")


def _with_object(parse: Parse, verb: Token, tables: MeasureTables) -> MeasureRow | None:
    """The row of a verb with its object ("lose life"), or with a complement of one word ("go missing")."""
    rows = tables.get("intransitive", {})
    return next((rows[p] for p in phrases_of(parse, verb) if p in rows), None)


def _state(parse: Parse, word: Token, tables: MeasureTables) -> Deed | None:
    """The state that a complement names: "dead", "missing", "reported killed"."""
    row = row_for(tables, "adjective", word)
    if row is None and word.tag == "VBN" and parse.child(word, "dobj") is None:
        row = row_for(tables, "verb", word)
    return with_fate(parse, word, row, tables) if row else None


def _among(parse: Parse, verb: Token, tables: MeasureTables) -> Deed | None:
    """What a subject is said to be among, or to bear: "were among the dead", "came in with gunshot wounds"."""
    for preposition in parse.children(verb, "prep"):
        for thing in parse.children(preposition, "pobj"):
            row = tables.get("bearing", {}).get(f"{preposition.lower} {thing.lemma}")
            if preposition.lower == "among":
                row = row_for(tables, "adjective", thing) or row_for(tables, "deed", thing)
            if row is not None:
                return Deed(row.measure, thing)
    return None


def _object_deed(parse: Parse, verb: Token, tables: MeasureTables) -> Deed | None:
    """What a verb does to its object: "killing 14", "left 12 dead", "the toll reached 47"."""
    for complement in parse.children(verb, "oprd", "acomp", "xcomp"):
        deed = _state(parse, complement, tables)
        if deed is not None:
            return deed
    row = verb_row(parse, verb, tables)
    if row is not None and not is_passive(parse, verb):
        if row.measure == "injured" and _kills_too(parse, verb, tables):
            return Deed("casualties", verb)
        joined = [_verb_deed(parse, v, tables) for v in parse.children(verb, "conj")]
        return next((d for d in joined if d and d.measure == "killed"), with_fate(parse, verb, row, tables))
    return _toll(parse, verb, tables)


def _kills_too(parse: Parse, verb: Token, tables: MeasureTables) -> bool:
    """Whether a verb of killing shares the object of one of hurting: "killing and wounding 35" counts both."""
    before = parse.head(verb)
    if verb.dep != "conj" or parse.child(before, "dobj") is not None:
        return False
    row = verb_row(parse, before, tables)
    shares = parse.child(before, "auxpass", "nsubjpass") is None
    return shares and row is not None and row.measure == "killed"


def _from_preposition(parse: Parse, counted: Token, tables: MeasureTables) -> Deed | None:
    """What a noun or a total before a preposition says: "the death of 12", "the toll rose to 47"."""
    preposition = parse.head(counted)
    if counted.dep != "pobj" or preposition.lower not in ("of", "to", "at", "by", "past", "above", "on"):
        return None
    governor = parse.head(preposition)
    phrase = _phrase_deed(parse, preposition, tables)
    if phrase is not None or preposition.lower == "on":
        return phrase
    if preposition.lower in ("of", "to"):
        row = row_for(tables, "deed", governor)
        bodies = row_for(tables, "noun", governor)
        if bodies is not None and bodies.measure == "bodies":
            return Deed(bodies.measure, governor)  # "the bodies of four men"
        if row is not None and not any(t.lower in UNDONE for t in parse.children(governor, "amod")):
            return with_epithet(parse, governor, row, tables)
    before = parse.tokens[preposition.i - 1] if preposition.lower == "to" and preposition.i else None
    row = row_for(tables, "deed", before) if before is not None else None
    if row is not None and before is not None:
        return Deed(row.measure, before)  # "ended with injuries to five": the parser hangs "to" on the verb
    above = parse.head(parse.head(governor)) if governor.dep == "pobj" else governor  # "the number of dead to 33"
    return next((deed for g in (governor, above) if (deed := _total_at(parse, g, tables)) is not None), None)


def _phrase_deed(parse: Parse, preposition: Token, tables: MeasureTables) -> Deed | None:
    """What a verb, its object and a preposition say: "turned the gun on himself", "took the lives of two"."""
    governor, rows = parse.head(preposition), tables.get("verb", {})
    if preposition.lower == "of" and governor.dep == "dobj":
        verb, objects = parse.head(governor), [governor]
    else:
        verb, objects = governor, [*parse.children(governor, "dobj")]
    found = (rows.get(f"{verb.lemma} {thing.lemma} {preposition.lower}") for thing in objects)
    row = next((row for row in found if row is not None), None)
    return Deed(row.measure, verb) if row is not None else None


def _total_at(parse: Parse, governor: Token, tables: MeasureTables) -> Deed | None:
    return _toll_noun(parse, governor, tables) or _toll(parse, governor, tables)


def _toll(parse: Parse, verb: Token, tables: MeasureTables) -> Deed | None:
    """The running total that a verb of change, or "be", says something of."""
    change = row_for(tables, "change", verb)
    if change is None and verb.lemma != BE:
        return None
    for noun in parse.children(verb, *SUBJECT, "dobj"):
        deed = _toll_noun(parse, noun, tables)
        if deed is not None:
            return Deed(deed.measure, noun, cumulative=change is not None)
    return None


def _toll_noun(parse: Parse, noun: Token, tables: MeasureTables) -> Deed | None:
    """The running total that a noun names: "death toll", "toll of wounded", "number of dead"."""
    row = row_for(tables, "toll", noun)
    if row is None:
        return None
    cumulative = row_for(tables, "change", parse.head(noun)) is not None
    for part in parse.subtree(noun):
        if part.i != noun.i and part.dep in ("pobj", "compound", "amod", "conj"):
            told = row_for(tables, "adjective", part) or row_for(tables, "deed", part) or row_for(tables, "noun", part)
            if told is not None:
                return Deed(told.measure, noun, cumulative)
    return Deed(row.measure, noun, cumulative) if row.measure != "total" else None


def _from_modifier(parse: Parse, counted: Token, tables: MeasureTables) -> Deed | None:
    """What modifies those counted: "12 dead civilians", "people killed in the raid", "people who fled"."""
    for modifier in parse.children(counted, "acl", "relcl"):
        # "The town, where nine were hurt": what a clause says of a subject of its own is not said of the town.
        its_own = any(t.tag not in ("WP", "WDT") for t in parse.children(modifier, *SUBJECT))
        passive = modifier.tag == "VBN" and parse.child(modifier, "dobj") is None and not its_own
        row = verb_row(parse, modifier, tables) if passive else row_for(tables, "intransitive", modifier)
        row = row or _with_object(parse, modifier, tables)
        if row is not None:
            return with_fate(parse, modifier, row, tables)
        if modifier.dep == "relcl" and parse.child(modifier, *SUBJECT) is not None:
            subject = parse.children(modifier, *SUBJECT)[0]
            deed = subject_deed(parse, modifier, tables) if subject.tag == "WP" else None
            if deed is not None:
                return deed
    for modifier in parse.children(counted, "amod", "acl", "appos"):
        row = row_for(tables, "adjective", modifier)
        if row is not None:
            return with_fate(parse, modifier, row, tables)
    return _among(parse, counted, tables)


def _from_next_word(parse: Parse, counted: Token, tables: MeasureTables) -> Deed | None:
    """The word right after, whatever the parser made of it: headlines, "left 12 dead", "with 30 wounded"."""
    return following_deed(parse, counted, counted.i + 1, tables)


def _from_next_clause(parse: Parse, counted: Token, tables: MeasureTables) -> Deed | None:
    """The passive right after a phrase that the parser gave no verb: "after five clerks, one a trainee, were hurt"."""
    last = parse.sentence(counted).last
    after = parse.subtree(counted)[-1].i + 1
    while after < last and parse.tokens[after].text == ",":
        after += 1
    if counted.dep != "pobj" or after >= last or parse.tokens[after].dep not in ("aux", "auxpass"):
        return None
    verb = parse.head(parse.tokens[after])
    return subject_deed(parse, verb, tables) if parse.child(verb, *SUBJECT) is None else None


def following_deed(parse: Parse, counted: Token, after: int, tables: MeasureTables) -> Deed | None:
    """What the word at token `after` says was done, if it stands in the sentence of `counted`.

    An adverb before it is passed over; one that ends the phrase tells by itself
    ("six hit, two fatally").
    """
    last = parse.sentence(counted).last
    if after >= last:
        return None
    word = parse.tokens[after]
    adverb = tables.get("adverb", {}).get(word.lower)
    passed = word.tag in ("RB", "RBR") and after + 1 < last  # "four seriously wounded", "four more wounded"
    deed = _said_by(parse.tokens[after + 1], tables) if passed else None
    if deed is not None:
        fatal = adverb is not None and adverb.measure == "killed" and deed.measure in OPEN_FATES
        return Deed("killed", deed.word) if fatal else deed
    return _said_by(word, tables) or (Deed(adverb.measure, word) if adverb is not None else None)


def _said_by(word: Token, tables: MeasureTables) -> Deed | None:
    """What an adjective or participle says of those counted right before it."""
    row = row_for(tables, "adjective", word)
    if row is None and word.tag == "VBN":
        row = row_for(tables, "verb", word)
    return Deed(row.measure, word) if row else None


def _shared_fate(parse: Parse, counted: Token, tables: MeasureTables) -> Token | None:
    """Whoever has the same done to them as `counted`: the first of a row, the whole of a part, a family of five."""
    head = parse.head(counted)
    if head.i == counted.i:
        return None
    if counted.dep in ("conj", "appos"):
        return head
    if counted.dep == "pobj" and head.lower in PART_PREPOSITIONS:
        return parse.head(head)
    if counted.dep == "pobj" and _is_alike(parse, head):
        return _alike(parse, head)
    if counted.dep == "pobj" and head.lower == "of":
        governor = parse.head(head)
        return governor if row_for(tables, "collective", governor) is not None else None
    return None


def _is_alike(parse: Parse, preposition: Token) -> bool:
    """Whether a "with" is that of "along with"; after a comma it adds an afterthought, who may have fared otherwise."""
    before = [t.lower for t in parse.tokens[max(preposition.i - 2, 0) : preposition.i]]
    return preposition.lower == "with" and before[-1:] != [] and before[-1] in ALIKE and before[0] != ","


def _alike(parse: Parse, preposition: Token) -> Token | None:
    """Whoever those after "along with" are told of together with: whom its verb is said of, or the noun it follows."""
    governor = parse.head(preposition)
    while governor.dep in ("prep", "advmod") and governor.i != parse.head(governor).i:
        governor = parse.head(governor)
    return parse.child(governor, *SUBJECT) if is_verbal(governor) else governor
