"""Known misparses put right: constructions of news English that the small model gets wrong by habit.

Each mend is a function from tokens to tokens that leaves everything else as it is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sitrep.model.parses import Token
from sitrep.read.grammar.phrases import FINITE

Mend = Callable[[list[Token]], None]

# Verbs that take a gerund: in "denied bombing civilians" nobody denies civilians.
GERUND_VERBS = frozenset({"deny", "admit", "avoid", "risk", "stop", "start", "begin", "continue", "keep", "recall"})
# Verbs that close a sentence with its speaker.
SAYING = frozenset({"say", "report", "announce", "state", "add", "declare"})
# Verbs of charging somebody with a deed.
CHARGES = frozenset({"accuse", "suspect", "blame", "convict", "acquit", "guilty", "charge", "condemn"})
SUBJECTS = ("nsubj", "nsubjpass")
NAMED = ("NNP", "NNPS", "NN")
OBJECTS = ("dobj", "pobj")
# Parts of places, which say nothing themselves.
PARTS = frozenset({"part", "north", "south", "east", "west", "centre", "center", "outskirts", "countryside"})
DASHES = ("-", "–", "—", "--")
# Words of grammar that are no acronym of anybody: "IS", "US", "IT" and "WHO" are.
GRAMMAR = {
    **dict.fromkeys(
        ("at", "in", "on", "of", "for", "from", "by", "to", "with", "after", "near", "over"), ("IN", "ADP")
    ),
    **dict.fromkeys(("the", "a", "an"), ("DT", "DET")),
    **dict.fromkeys(("and", "or", "but"), ("CC", "CCONJ")),
}


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Tokens with the known misparses put right."""
    changed = list(tokens)
    for mend in MENDS:
        mend(changed)
    return tuple(changed)


def mend_gerunds(tokens: list[Token]) -> None:
    """In "denied bombing civilians" the gerund is the verb's complement and the noun its object.

    So it is in "accused of bombing hospitals": after a charge stands what was done.
    """
    for token in tokens:
        if token.dep not in ("amod", "compound") or not token.lower.endswith("ing"):
            continue
        noun = tokens[token.head]
        verb = tokens[noun.head]
        bare = token.i == verb.i + 1
        charged = noun.dep == "pobj" and verb.lower in ("of", "for") and tokens[verb.head].lemma in CHARGES
        if bare and (charged or (noun.dep == "dobj" and verb.lemma in GERUND_VERBS)):
            tokens[token.i] = replace(
                token,
                tag="VBG",
                pos="VERB",
                dep="pcomp" if charged else "xcomp",
                head=verb.i,
                lemma=verb_lemma(token.lower),
            )
            tokens[noun.i] = replace(noun, head=token.i, dep="dobj")


def mend_last_speakers(tokens: list[Token]) -> None:
    """In "..., killing 36 people, the monitor said." the monitor is the subject and no apposition to people."""
    with_subject = {t.head for t in tokens if t.dep in SUBJECTS}
    with_clause = {t.head for t in tokens if t.dep == "ccomp" and t.i < t.head}
    for verb in tokens:
        if verb.tag not in FINITE or verb.i in with_subject or verb.i not in with_clause or not verb.i:
            continue
        noun = tokens[verb.i - 1]
        outer = tokens[tokens[noun.head].head]
        # "In the western part of the city state agency LNA reported": no part of anything reports.
        speaks = noun.pos != "PROPN" or outer.lemma not in PARTS
        if noun.dep == "pobj" and tokens[noun.head].lower in ("of", "for") and speaks:
            noun = outer
        if noun.dep == "dobj" and tokens[noun.head].dep == "relcl":
            # "The union that runs the dairy said": whoever the clause before the verb speaks of.
            noun = tokens[tokens[noun.head].head]
        if noun.dep in ("appos", "conj", "dobj", "pobj") and noun.pos in ("NOUN", "PROPN", "PRON"):
            tokens[noun.i] = replace(noun, dep="nsubj", head=verb.i)


def mend_closing_speakers(tokens: list[Token]) -> None:
    """In "... on Tuesday the group that supports it said." the group says the rest, and what it supports is "it".

    The parser makes "it" the subject, and the group an apposition or object of something before.
    """
    for verb in list(tokens[4:]):
        if verb.lemma not in SAYING or verb.tag not in FINITE or verb.dep not in ("relcl", "ROOT"):
            continue
        noun, which, inner, pronoun = tokens[verb.i - 4 : verb.i]
        closes = all(t.pos == "PUNCT" for t in tokens[verb.i + 1 : verb.i + 2])
        about = pronoun.tag == "PRP" and pronoun.dep == "nsubj" and pronoun.head == verb.i
        clause = which.tag in ("WDT", "WP") and which.head == inner.i and inner.dep == "relcl"
        if not (closes and about and clause and noun.dep in ("appos", "dobj")):
            continue
        told = noun
        while told.head not in (told.i, verb.i):
            told = tokens[told.head]
        tokens[told.i] = replace(told, dep="ccomp", head=verb.i)
        tokens[verb.i] = replace(verb, dep="ROOT", head=verb.i)
        tokens[noun.i] = replace(noun, dep="nsubj", head=verb.i)
        tokens[inner.i] = replace(inner, head=noun.i)
        tokens[pronoun.i] = replace(pronoun, dep="dobj", head=inner.i)


def mend_trailing_speakers(tokens: list[Token]) -> None:
    """In "X will send aid to Chad, the World Food Program (WFP) said" the last clause is who says the rest.

    The parser joins it to the first and takes the speaker for an apposition to the noun before the comma.
    """
    joined = {t.head for t in tokens if t.dep == "cc"}
    for verb in list(tokens):
        if verb.dep != "conj" or verb.lemma not in SAYING or verb.tag not in FINITE:
            continue
        outer = tokens[verb.head]
        speaker = tokens[_before_bracket(tokens, verb.i - 1)] if verb.i else verb
        if outer.i in joined or speaker.dep != "appos" or speaker.pos != "PROPN":
            continue
        top = verb.i if outer.head == outer.i else outer.head
        tokens[verb.i] = replace(verb, dep=outer.dep, head=top)
        tokens[outer.i] = replace(tokens[outer.i], dep="ccomp", head=verb.i)
        tokens[speaker.i] = replace(speaker, dep="nsubj", head=verb.i)


def _before_bracket(tokens: Sequence[Token], last: int) -> int:
    """The index of the token before a bracket that ends at `last`, or `last`."""
    if tokens[last].text != ")":
        return last
    opening = next((n for n in range(last, max(-1, last - 8), -1) if tokens[n].text == "("), last)
    return max(0, opening - 1)


def _governed(tokens: Sequence[Token], heads: Iterable[int]) -> dict[int, list[Token]]:
    """The words that some words govern, by the index of these, in order."""
    governed: dict[int, list[Token]] = {head: [] for head in heads}
    for token in tokens:
        if token.head in governed and token.head != token.i:
            governed[token.head].append(token)
    return governed


def mend_reduced_relatives(tokens: list[Token]) -> None:
    """In "Warplanes believed to be Russian struck ..." the warplanes struck, and are believed to be Russian."""
    believed = {t.head for t in tokens if t.dep == "xcomp" and t.head != t.i}
    with_subject = {t.head for t in tokens if t.dep in SUBJECTS and t.head != t.i}
    verbs = [t for t in tokens if t.i in believed and t.tag in ("VBD", "VBN")]
    governed = _governed(tokens, {i for verb in verbs for i in (verb.i, verb.head)})
    for verb in verbs:
        parts = governed[verb.i]
        before = verb.i - 2 if tokens[verb.i - 1].text == "," else verb.i - 1
        subject = next((t for t in parts if t.dep == "nsubj" and t.i == before), None)
        is_to = any(t.lower == "to" for t in tokens[verb.i + 1 : verb.i + 2])
        infinitive = next((t for t in parts if t.dep == "xcomp" and is_to), None)
        joining = {"ccomp"} if any(t.dep == "cc" for t in parts) else {"ccomp", "conj"}
        beside = [t for t in governed[verb.head] if t.dep == "ccomp" == verb.dep and t.i > verb.i]
        beside = [t for t in beside if t.i not in with_subject]
        clauses = [*(t for t in parts if t.dep in joining), *beside]
        main = next((t for t in clauses if t.tag in (*FINITE, "VBN")), None)
        if subject and infinitive and main and main.i > infinitive.i:
            above = main.i if verb.head == verb.i else verb.head
            tokens[main.i] = replace(main, dep=verb.dep, head=above)
            tokens[subject.i] = replace(subject, head=main.i)
            tokens[verb.i] = replace(verb, tag="VBN", dep="acl", head=subject.i)
            for other in parts:
                if other.i > main.i or other.dep == "punct":
                    tokens[other.i] = replace(tokens[other.i], head=main.i)


def mend_shot_subjects(tokens: list[Token]) -> None:
    """In "The six others shot there were taken away" they were shot there, and were taken away.

    The second verb has an auxiliary of the passive and no subject, the first no object.
    """
    clauses = [t for t in tokens if t.dep == "ccomp" and t.tag == "VBN"]
    verbs = [tokens[i] for i in sorted({t.head for t in clauses}) if tokens[i].tag in ("VBD", "VBN")]
    under = _governed(tokens, {t.i for t in (*verbs, *clauses)})
    for verb in verbs:
        parts = under[verb.i]
        subject = next((t for t in parts if t.dep == "nsubj" and t.i < verb.i), None)
        main = next((t for t in parts if t.dep == "ccomp" and t.i > verb.i and t.tag == "VBN"), None)
        if subject is None or main is None or any(t.dep in ("dobj", "aux") for t in parts):
            continue
        clause = {t.dep for t in under[main.i]}
        if "auxpass" in clause and not clause & {"mark", *SUBJECTS}:
            tokens[main.i] = replace(main, dep=verb.dep, head=main.i if verb.head == verb.i else verb.head)
            tokens[subject.i] = replace(subject, dep="nsubjpass", head=main.i)
            tokens[verb.i] = replace(verb, tag="VBN", dep="acl", head=subject.i)


def mend_compound_subjects(tokens: list[Token]) -> None:
    """In "“...,” Conway notes." a name before a finite verb is its subject and no part of it."""
    with_subject = {t.head for t in tokens if t.dep in SUBJECTS}
    for token in tokens:
        verb = tokens[token.head]
        fits = token.dep == "compound" and token.i == verb.i - 1 and verb.tag in FINITE
        if fits and token.pos in ("PROPN", "NOUN") and verb.i not in with_subject:
            tokens[token.i] = replace(token, dep="nsubj")


def mend_twin_subjects(tokens: list[Token]) -> None:
    """In "a nurse and a shepherd said" both are one subject of two people."""
    first: dict[int, Token] = {}
    joined = {t.head for t in tokens if t.dep == "cc"}
    for token in tokens:
        if token.dep not in SUBJECTS:
            continue
        before = first.setdefault(token.head, token)
        if before is not token and before.i in joined and token.i < token.head and before.dep == token.dep:
            tokens[token.i] = replace(token, dep="conj", head=before.i)


def mend_joined_subjects(tokens: list[Token]) -> None:
    """In "killed three guards and soldiers wounded nine" the soldiers wounded, and were not killed.

    A noun that is joined to an object and stands right before a joined finite verb is that verb's subject.
    """
    with_subject = {t.head for t in tokens if t.dep in SUBJECTS}
    for verb in tokens:
        if verb.dep != "conj" or verb.tag not in FINITE or verb.i in with_subject:
            continue
        noun = tokens[verb.i - 1] if verb.i else verb
        if noun.dep == "conj" and noun.pos in ("NOUN", "PROPN") and tokens[noun.head].dep in OBJECTS:
            tokens[noun.i] = replace(noun, dep="nsubj", head=verb.i)


def mend_spoken_relatives(tokens: list[Token]) -> None:
    """In "the guard, who police said had fired" the police said it, and the guard fired."""
    subjects: dict[int, list[Token]] = {}
    for token in tokens:
        if token.dep in SUBJECTS and token.head != token.i:
            subjects.setdefault(token.head, []).append(token)
    for said in list(tokens):
        if said.dep != "ccomp" or said.i in subjects or tokens[said.head].dep != "relcl":
            continue
        relative, *others = subjects.get(said.head, [said])
        if others and relative.tag in ("WP", "WDT"):
            tokens[relative.i] = replace(relative, head=said.i)


def mend_told_clauses(tokens: list[Token]) -> None:
    """In "had been told by elders that the bridge fell" the clause is what was told, and nothing of the elders."""
    for mark in list(tokens):
        if mark.dep != "mark" or mark.lower != "that":
            continue
        clause = tokens[mark.head]
        teller = tokens[clause.head]
        by = tokens[teller.head]
        if (
            clause.dep in ("acl", "relcl")
            and by.dep == "agent"
            and tokens[by.head].lemma in ("tell", "inform", "assure", "warn")
        ):
            tokens[clause.i] = replace(clause, dep="ccomp", head=by.head)


def mend_labels(tokens: list[Token]) -> None:
    """In "Aleppo province: monitors reported ..." the province is a label and no subject."""
    for colon in tokens:
        label = tokens[colon.i - 1]
        if colon.text == ":" and label.dep in SUBJECTS and label.head > colon.i:
            tokens[label.i] = replace(label, dep="dep")


def mend_datelines(tokens: list[Token]) -> None:
    """In "Olm, KANA-The troops have shelled ..." the troops shelled; it was told in what stands before the dash."""
    subjects = [t for t in tokens if t.dep in SUBJECTS]
    for dash in [t for t in tokens if t.text in DASHES]:
        before = [t for t in subjects if t.i < dash.i < t.head and t.pos == "PROPN"]
        after = {t.head for t in subjects if t.i >= dash.i}
        for name in before:
            if name.head in after:
                tokens[name.i] = replace(name, dep="dep")


def mend_semicolons(tokens: list[Token]) -> None:
    """In "Rebels fled; the mayor said they looted" what stands before the semicolon is nothing that he said."""
    stops = [t.i for t in tokens if t.text == ";"]
    for token in tokens:
        if token.dep == "ccomp" and any(token.i < stop < token.head for stop in stops):
            tokens[token.i] = replace(token, dep="parataxis")


def mend_joined_sayings(tokens: list[Token]) -> None:
    """In "said he would stay and warned against ..." who said also warned: joined verbs are of one form.

    The parser joins the second verb to the nearest one; where that one has another form than it and the verb above
    has the same, it belongs there.
    """
    subjects = {t.head for t in tokens if t.dep in SUBJECTS}
    forms = {t.head: t for t in tokens if t.dep in ("aux", "auxpass")}
    for verb in tokens:
        if verb.dep != "conj":
            continue
        inner = tokens[verb.head]
        outer = tokens[inner.head]
        joined = inner.dep == "ccomp" and outer.i < inner.i < verb.i
        if not joined or verb.i in subjects or not outer.tag.startswith("VB"):
            continue
        form, wanted = _form(verb, forms), _form(outer, forms)
        if form == wanted and _form(inner, forms) != form and form[0] in (*FINITE, "VBN"):
            tokens[verb.i] = replace(verb, head=outer.i)


def _form(verb: Token, auxiliaries: dict[int, Token]) -> tuple[str, str]:
    """A verb's form: its tag and its auxiliary."""
    auxiliary = auxiliaries.get(verb.i)
    return verb.tag, auxiliary.lemma if auxiliary is not None else ""


def mend_capitals(tokens: list[Token]) -> None:
    """In "HORROR AT THE MARKET" the second word is "at": where all is in capitals, these are no sign of a name."""
    for token in list(tokens[1:-1]):
        if token.lower not in GRAMMAR or token.tag not in NAMED:
            continue
        beside = (tokens[token.i - 1], tokens[token.i + 1])
        if token.text.isupper() and all(t.text.isupper() and t.text.isalpha() for t in beside):
            tag, pos = GRAMMAR[token.lower]
            tokens[token.i] = replace(token, tag=tag, pos=pos, lemma=token.lower)


def mend_conjunctions(tokens: list[Token]) -> None:
    """In "ANNOUNCED THAT BISHOP ORLAN WAS SEEN" the parser makes "that" part of the name: it opens the clause."""
    for token in list(tokens):
        if token.lower != "that" or token.tag != "IN" or token.dep != "compound":
            continue
        noun = tokens[token.head]
        if noun.dep in SUBJECTS:
            tokens[token.i] = replace(token, dep="mark", head=noun.head)


MENDS: tuple[Mend, ...] = (
    mend_capitals,
    mend_conjunctions,
    mend_gerunds,
    mend_last_speakers,
    mend_closing_speakers,
    mend_trailing_speakers,
    mend_reduced_relatives,
    mend_shot_subjects,
    mend_compound_subjects,
    mend_twin_subjects,
    mend_joined_subjects,
    mend_spoken_relatives,
    mend_told_clauses,
    mend_labels,
    mend_datelines,
    mend_semicolons,
    mend_joined_sayings,
)


def verb_lemma(gerund: str) -> str:
    """The base of a regular gerund that the tagger took for an adjective.

    >>> verb_lemma("bombing"), verb_lemma("hitting"), verb_lemma("using"), verb_lemma("killing")
    ('bomb', 'hit', 'use', 'kill')
    """
    stem = gerund.removesuffix("ing")
    if stem[-1:] == stem[-2:-1] and stem[-1:] not in "lsz":
        return stem[:-1]
    return f"{stem}e" if stem.endswith(("us", "at", "iv", "ak", "ov", "ac", "urc")) else stem
