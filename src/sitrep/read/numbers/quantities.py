"""How many of what: counted noun phrases with their bounds, what they count, and who is counted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import MeasureRow
from sitrep.model.annotations import Quantity, Timex
from sitrep.model.parses import Parse, Sentence, Token
from sitrep.model.spans import Span, hull
from sitrep.read.grammar.noun_classes import is_lifeless
from sitrep.read.grammar.phrases import clause_head, phrase_span
from sitrep.read.numbers.bounds import NEUTRAL, BoundTables, NumberPhrase, bound_tables, read_phrases
from sitrep.read.numbers.counts import LONGEST_AGE, Count, count_of, count_span, is_count
from sitrep.read.numbers.measure_words import Deed, MeasureTables, measure_tables, noun_deed, row_for
from sitrep.read.numbers.measures import acts_itself, done_to, following_deed
from sitrep.read.numbers.subsets import Counted, with_parts
from sitrep.read.numbers.targets import with_targets
from sitrep.read.stages import Layers, Reader

SINGULAR = frozenset({"a", "an", "another", "his", "her", "their"})
ANOTHER = "another"
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "conj", "pobj")
# Who is one person without a number or "a", and what must have been done to them to be counted.
DEFINITE = frozenset({"the", "this", "that"})
PERSONAL = frozenset({"he", "she", "him", "her", "himself", "herself"})
# What harms people and also befalls things: "struck four men" are casualties, "struck four houses" are not.
OF_ANYTHING = frozenset({"hit", "strike"})
HARM = frozenset({"killed", "injured", "casualties"})
# Prepositions of place: what they govern is where something was.
LOCATIVE = frozenset({"in", "at", "near", "inside", "outside"})
# Prepositions that make a duration the period counted, and adverbs that make a count a running one.
PERIOD = frozenset({"in", "over", "during", "within", "since", "for"})


@dataclass(frozen=True)
class NounTables:
    """The nouns that other tables know: weapons, happenings, and people with their status."""

    equipment: frozenset[str]
    happenings: frozenset[str]
    people: Mapping[str, str | None]
    persons: frozenset[str]
    units: frozenset[str]

    @cached_property
    def things(self) -> frozenset[str]:
        """The nouns of weapons and happenings, which are not hurt or held."""
        return self.equipment | self.happenings


@cache
def noun_tables(lexicon: Lexicon) -> NounTables:
    """The nouns of the equipment, event and person tables."""
    return NounTables(
        frozenset(row.term for row in lexicon.equipment),
        frozenset(row.lemma for row in lexicon.events if row.pos == "noun"),
        {row.noun: row.status for row in lexicon.persons},
        frozenset(row.noun for row in lexicon.persons if row.sort == "person"),
        frozenset(row.noun for row in lexicon.persons if row.sort == "part"),
    )


def plural(noun: str) -> str:
    """The plural of a noun for a person.

    >>> [plural(noun) for noun in ("guard", "militiaman", "deputy")]
    ['guards', 'militiamen', 'deputies']
    """
    if noun.endswith("man"):
        return noun.removesuffix("man") + "men"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun.removesuffix("y") + "ies"
    return noun if noun.endswith("s") else noun + "s"


def read_quantities(parse: Parse, layers: Layers, lexicon: Lexicon) -> Iterator[Quantity]:
    """Yield every count in the text, vague words read by the neutral profile."""
    yield from read_by_convention(parse, layers, lexicon, NEUTRAL)


def quantity_reader(convention: str) -> Reader:
    """The reader of counts whose vague words a named convention reads."""
    return partial(read_by_convention, convention=convention)


def read_by_convention(parse: Parse, layers: Layers, lexicon: Lexicon, convention: str) -> Iterator[Quantity]:
    """Yield every count in the text, vague words read by a named convention: neutral, acled or ucdp."""
    tables = measure_tables(lexicon), bound_tables(lexicon), noun_tables(lexicon)
    reader = _Reader(parse, *tables, layers.of(Timex), convention)
    for sentence in parse.sentences:
        yield from with_targets(parse, with_parts(parse, list(reader.counted(sentence))), lexicon)


@dataclass(frozen=True)
class _Reader:
    """One text with the tables that its counts are read by."""

    parse: Parse
    tables: MeasureTables
    bounds: BoundTables
    nouns: NounTables
    times: tuple[Timex, ...]
    convention: str

    @cached_property
    def _clauses_of_times(self) -> list[tuple[Timex, int]]:
        """The time expressions of the text, each with the index of the head of its clause."""
        heads = [(time, self.parse.at(time.span)) for time in self.times]
        return [(time, clause_head(self.parse, head).i) for time, head in heads if head is not None]

    def counted(self, sentence: Sentence) -> Iterator[Counted]:
        """The counts of a sentence in order."""
        counts = [count_of(self.parse, phrase) for phrase in self._phrases(sentence)]
        counts = [count for count in counts if is_count(self.parse, count, self.tables, self.times)]
        taken = {c.noun.i for c in counts if c.noun is not None}
        counts += [c for c in self._singles(sentence) if c.head.i not in taken]
        for count in sorted(counts, key=lambda c: c.phrase.first):
            deed = self._deed(count)
            measure = deed.measure if deed else self._default_measure(count)
            if measure is not None:
                person = self._is_person(count) or measure in HARM
                yield Counted(count, self._quantity(count, measure, deed), person, deed is not None)
            elif self._is_of_others(count):
                yield Counted(count, self._quantity(count, "", None), person=True, settled=False)

    def _deed(self, count: Count) -> Deed | None:
        """What the counted noun itself or the sentence says was done; attacks and weapons are not hurt or held."""
        deed = noun_deed(self.tables, count.noun) if count.noun else None
        if deed is not None and (deed.measure != "casualties" or count.phrase.multiple or not self._is_deed(count)):
            return deed
        deed = done_to(self.parse, count.head, self.tables)
        deed = deed or following_deed(self.parse, count.head, count.phrase.last, self.tables)
        if deed is None or deed.measure == "destroyed" or count.noun is None:
            return deed
        if deed.word.lemma in OF_ANYTHING and count.noun.lemma in self.nouns.units:
            return None
        if self._is_person(count):
            return deed
        if deed.word.lemma in OF_ANYTHING:
            return None
        return None if count.noun.lemma in self.nouns.things or is_lifeless(count.noun) else deed

    def _is_deed(self, count: Count) -> bool:
        """Whether a deed is counted and not people: "three shootings", unlike "three casualties"."""
        return count.noun is not None and row_for(self.tables, "deed", count.noun) is not None

    def _phrases(self, sentence: Sentence) -> Iterator[NumberPhrase]:
        by = sentence.first
        for p in read_phrases(self.parse.sentence_tokens(sentence), self.bounds, self.convention):
            yield replace(p, first=p.first + by, number=p.number + by, last=p.last + by)

    def _singles(self, sentence: Sentence) -> Iterator[Count]:
        """One person: "a woman was killed", "his wife"; and those harmed by name, pronoun or "the"."""
        for noun in self.parse.sentence_tokens(sentence):
            first = None if noun.dep == "appos" else self._first_of_one(noun)
            deed = done_to(self.parse, noun, self.tables) if first is not None else None
            if first is None or deed is None or acts_itself(self.parse, noun, deed):
                continue
            if noun.lower == ANOTHER and deed.word.lemma in OF_ANYTHING:
                continue  # "struck one house and then hit another"
            by_article = first.lower in SINGULAR and first.i != noun.i
            if by_article or deed.measure in HARM:
                last = first.i + 1 if by_article or first.lower in DEFINITE else noun.i + 1
                yield Count(NumberPhrase(first.i, first.i, last, 1, 1, 1), noun, noun)

    def _can_be_one(self, noun: Token) -> bool:
        """Whether a noun can name somebody: a person's noun, or an argument that is no thing, body or figure."""
        if self._person_row(noun) is not None or noun.lemma in self.nouns.persons:
            return True
        if noun.dep not in ("nsubj", "nsubjpass", "dobj") or noun.lemma in self.nouns.things:
            return False
        tables = ("noun", "deed", "toll", "unit", "bearing", "default", "collective")
        return noun.lemma not in self.nouns.people and not any(row_for(self.tables, role, noun) for role in tables)

    def _is_by_age(self, noun: Token) -> bool:
        """Whether somebody is named by age alone: "a 9-year-old was shot"."""
        if noun.lower != "old":
            return False
        before = self.parse.tokens[noun.i - 1] if noun.i else noun
        return before.text == "-" and noun.dep in ("nsubj", "nsubjpass", "dobj", "conj", "pobj")

    def _first_of_one(self, noun: Token) -> Token | None:
        """The first word of a phrase for one person: an article, a name, a pronoun; None for what is none."""
        if noun.tag == "PRP" and noun.lower in PERSONAL:
            return noun
        if noun.lower == ANOTHER:
            of_participle = noun.dep == "det" and self.parse.head(noun).tag == "VBN"
            return noun if of_participle or noun.dep in ARGUMENTS else None
        entity = self.parse.entity(noun)
        if noun.tag in ("NNP", "NNPS", "NNS") and entity is not None and entity.label == "PERSON":
            whole = self.parse.tokens[entity.first : entity.last]
            if self._is_located(whole[0]):
                return None
            return whole[0] if whole[-1].i == noun.i and noun.dep not in ("compound", "poss") else None
        if noun.tag == "NNP" and noun.dep in ARGUMENTS and self._has_age(noun):
            return next(t for t in self.parse.subtree(noun) if noun.i in (t.i, t.head))
        return self._opening(noun) if self._is_lone(noun) else None

    def _is_located(self, first: Token) -> bool:
        """Whether something is in what a name names: a place, whatever the model takes it for, and nobody harmed."""
        before = self.parse.tokens[first.i - 1] if first.i else first
        return before.tag == "IN" and before.lower in LOCATIVE

    def _has_age(self, noun: Token) -> bool:
        """Whether an age stands beside a name, which only a person has: "Vey, 22, was", "Vey, a 22-year-old clerk"."""
        beside = self.parse.children(noun, "appos")
        by_number = any(t.tag == "CD" and _is_age(t.text) for t in beside)
        return by_number or any(m.lower == "old" for t in beside for m in self.parse.children(t, "amod"))

    def _is_lone(self, noun: Token) -> bool:
        """Whether a word can stand for one person and no number is said of it."""
        other = noun.lower == "other" and noun.dep in ("nsubj", "nsubjpass", "dobj", "conj")
        if not (other or (noun.tag == "NN" and self._can_be_one(noun)) or self._is_by_age(noun)):
            return False
        after = self.parse.tokens[noun.i + 1 : noun.i + 3]
        if [t.lower for t in after[:1]] == ["of"] and [t.tag for t in after[1:]] == ["CD"]:
            return False  # "a total of nine people"
        return self.parse.child(noun, "nummod") is None

    def _opening(self, noun: Token) -> Token | None:
        """The word that opens a phrase for one person: its article, its possessor, or itself beside one that has it."""
        article = self.parse.child(noun, "det", "poss")
        if article is None:
            return self.parse.subtree(noun)[0] if self._shares_article(noun) else None
        if article.lower in SINGULAR | DEFINITE:
            return article
        possessor = self._is_noun_for_one(noun) and self.parse.child(article, "case") is not None
        return self.parse.subtree(article)[0] if possessor else None  # "the driver's cousin"

    def _is_noun_for_one(self, noun: Token) -> bool:
        return self._person_row(noun) is not None or noun.lemma in self.nouns.persons

    def _shares_article(self, noun: Token) -> bool:
        """Whether a noun without an article is one more person: "his aunt and uncle", unlike "a husband and father"."""
        first = noun
        while first.dep == "conj":
            first = self.parse.head(first)
        article = self.parse.child(first, "det", "poss")
        if first.i == noun.i or article is None or not (self._is_noun_for_one(noun) and self._is_noun_for_one(first)):
            return False
        one, other = self._person_row(first), self._person_row(noun)
        if article.dep == "poss":
            return True
        return article.lower in SINGULAR and _differ(one, other)

    def _person_row(self, noun: Token) -> MeasureRow | None:
        return row_for(self.tables, "person", noun)

    def _is_person(self, count: Count) -> bool:
        noun = count.noun
        if noun is not None and (noun.tag == "PRP" or self.parse.label(noun) == "PERSON"):
            return True
        return noun is None or self._person_row(noun) is not None or noun.lemma in self.nouns.people

    def _is_of_others(self, count: Count) -> bool:
        """Whether a count has no measure of its own but is said of somebody before: "six of them"."""
        after = self.parse.tokens[count.phrase.last : count.phrase.last + 2]
        return len(after) > 1 and after[0].lower == "of" and after[1].pos == "PRON"

    def _default_measure(self, count: Count) -> str | None:
        """The measure that a counted noun has by itself; nothing and "one" count nothing by themselves."""
        noun = count.noun
        if noun is None or noun.pos not in ("NOUN", "PROPN") or self._is_of_others(count):
            return None
        row = row_for(self.tables, "default", noun)
        if row is not None:
            return row.measure if count.phrase.best != 0 else None
        if count.phrase.best in (0, 1):
            return None
        return "equipment" if noun.lemma in self.nouns.equipment else noun.lemma

    def _quantity(self, count: Count, measure: str, deed: Deed | None) -> Quantity:
        phrase, row = count.phrase, self._who(count)
        time, as_of = self._times_of(count, deed)
        return Quantity(
            self._span(count),
            measure,
            phrase.best,
            phrase.low,
            phrase.high,
            phrase.comparator,
            vague=phrase.vague,
            convention=phrase.convention,
            group=self._group(count, row, deed),
            status=self._status(count.noun, row),
            cumulative=bool(deed and deed.cumulative) or self._is_running(count),
            time=time,
            as_of=as_of,
            sex=row.sex if row else None,
            age=row.age if row else None,
        )

    def _span(self, count: Count) -> Span:
        span, head = count_span(self.parse, count), count.head
        governor = self.parse.head(self.parse.head(head))
        if count.noun is None and head.dep == "pobj" and row_for(self.tables, "collective", governor) is not None:
            return hull([phrase_span(self.parse, governor), span])
        return span

    def _who(self, count: Count) -> MeasureRow | None:
        """The row that says who is counted: of the noun, else of a word before it ("civilian casualties")."""
        if count.noun is None:
            return None
        modifiers = self.parse.children(count.noun, "amod", "compound")
        rows = (self._person_row(t) for t in (count.noun, *modifiers))
        return next((row for row in rows if row is not None), None)

    def _group(self, count: Count, row: MeasureRow | None, deed: Deed | None) -> str | None:
        if row is not None:
            return row.group
        noun = count.noun
        if noun is None or noun.pos != "NOUN" or (deed is not None and deed.word.i == noun.i):
            return None
        if noun.lemma not in self.nouns.people:
            return None
        return plural(noun.lower) if noun.tag == "NN" else noun.lower

    def _status(self, noun: Token | None, row: MeasureRow | None) -> str | None:
        if row is not None and row.status:
            return row.status
        return self.nouns.people.get(noun.lemma) if noun is not None else None

    def _is_running(self, count: Count) -> bool:
        """Whether a count runs since some time: a perfect with "since" or "so far"."""
        clause = clause_head(self.parse, count.head)
        perfect = any(t.lemma == "have" for t in self.parse.children(clause, "aux"))
        words = {t.lower for t in self.parse.subtree(clause)} if perfect else set()
        return "since" in words or {"so", "far"} <= words

    def _times_of(self, count: Count, deed: Deed | None) -> tuple[Timex | None, Timex | None]:
        """The period that was counted, and for a running total the time that it stood at."""
        clause = clause_head(self.parse, count.head).i
        here = [time for time, head in self._clauses_of_times if head == clause]
        period = next((t for t in here if _is_period(self.parse, t)), None)
        running = deed is not None and deed.cumulative
        return period, next((t for t in here if running and t is not period), None)


def _differ(one: MeasureRow | None, other: MeasureRow | None) -> bool:
    """Whether two nouns for a person cannot be of the same one: they say another sex or another age."""
    if one is None or other is None:
        return False
    pairs = ((one.sex, other.sex), (one.age, other.age))
    return any(a and b and a != b for a, b in pairs)


def _is_period(parse: Parse, time: Timex) -> bool:
    """Whether a time is a stretch that something was counted over: "in the past 24 hours", "since March"."""
    token = parse.tokens_in(time.span)[0]
    before = parse.tokens[token.i - 1].lower if token.i else ""
    return before == "since" or (time.type == "DURATION" and before in PERIOD)


def _is_age(text: str) -> bool:
    """Whether a number may be a person's years: figures with another value than "²", and not endlessly many."""
    return text.isdecimal() and len(text) <= len(str(LONGEST_AGE)) and int(text) <= LONGEST_AGE
