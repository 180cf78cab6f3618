"""What is said of a word in a place of its own kind: lemma and class by tag and form, asked of the model once.

The model's attribute ruler and lemmatizer look at a word's form, its tag and its place in the sentence (`aux`, `mark`)
and, for eight short phrases ("gon na", "there is"), at the word beside it. They take a sixth of the model's time, for
they go through all their patterns at each word anew. Here each word of a tag and place is shown to the lemmatizer
once, and what it said is remembered. Few of the ruler's patterns name words ("n't", "was"): all others of a tag and
place are the same to it, and it is shown one of them. Words of a phrase are shown to both together each time.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Span, Token

from sitrep.model.errors import ModelError
from sitrep.model.values import quick

# How many forms are remembered before all are forgotten: about 100 MB, and some months of news.
MOST_FORMS = 200_000
# The pipes that are asked, in their order.
RULER, LEMMATIZER = ASKED = ("attribute_ruler", "lemmatizer")
# The lemmatizer's table of the words that may be lemmas, by class of word.
KNOWN_WORDS = "lemma_index"
# What stands between words that are no neighbours: no phrase holds a comma.
PARTING = (",", ",", "punct")
# What patterns of one word may look at.
SEEN = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
# Lemmas that the lookup rules of the small model get wrong.
MENDED = {
    "stag": "stage",
    "wag": "wage",
    "rap": "rape",
    "fin": "fine",
    "gutte": "gut",
    "targette": "target",
    "cratere": "crater",
    "retook": "retake",
    "overran": "overrun",
}
# Forms whose verb they get wrong: "hoping" is no hopping.
MENDED_FORMS = {"hoping": "hope", "hoped": "hope", "hopes": "hope"}


@quick
@dataclass(frozen=True, slots=True)
class Form:
    """A word as it stands in some place: what a token says of it, but for where it is and what governs it."""

    text: str
    lemma: str
    tag: str
    pos: str
    dep: str


@dataclass(frozen=True, slots=True)
class Kind:
    """What the ruler says of a word: its class, morphology, tag, and its lemma, empty where it leaves that open."""

    pos: str
    morph: str
    tag: str
    lemma: str


@dataclass(frozen=True, slots=True)
class Named:
    """The words in lower case that patterns of one word name, and those that they describe."""

    words: frozenset[str]
    described: re.Pattern[str]

    def stands_for(self, token: Token) -> str:
        """What the ruler can see of a word's form: all of it if patterns name it, else whether it is white space."""
        lower = token.lower_
        return lower if lower in self.words or self.described.search(lower) else " " * token.is_space


@dataclass(frozen=True, slots=True)
class WordForms:
    """The forms that a pipeline gives to words that it has tagged and parsed; `seen` is what it said so far.

    `kinds` is what its ruler said, by tag, place, and what it can see of the form; `first` those of the words seen
    that a phrase may begin with.
    """

    nlp: Language
    phrases: Matcher
    beginnings: Matcher
    named: Named
    seen: dict[tuple[int, ...], Form] = field(default_factory=dict)
    kinds: dict[tuple[int, int, str], Kind] = field(default_factory=dict)
    first: set[tuple[int, ...]] = field(default_factory=set)

    def clear(self) -> None:
        """Forget all words."""
        self.seen.clear()
        self.kinds.clear()
        self.first.clear()

    def of(self, doc: Doc) -> list[Form]:
        """The form of each token of a text that has tags and a parse."""
        if len(self.seen) > MOST_FORMS:
            self.clear()
        keys = [tuple(key) for key in doc.to_array(["ORTH", "TAG", "DEP"]).tolist()]
        new = {key: doc[i] for i, key in enumerate(keys) if key not in self.seen}
        self._learn(new)
        forms = [self.seen[key] for key in keys]
        phrases = list(self._phrases(doc)) if not self.first.isdisjoint(keys) else ()
        for (start, end), said in zip(phrases, self._together([doc[start:end] for start, end in phrases]), strict=True):
            forms[start:end] = said
        return forms

    def _phrases(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Yield where words stand that are asked together; two phrases that share a word are one."""
        begun: tuple[int, int] | None = None
        for _, start, end in sorted(self.phrases(doc, allow_missing=True), key=lambda match: match[1:]):
            if begun is not None and start < begun[1]:
                begun = begun[0], max(end, begun[1])
                continue
            if begun is not None:
                yield begun
            begun = start, end
        if begun is not None:
            yield begun

    def _learn(self, new: Mapping[tuple[int, ...], Token]) -> None:
        """Remember what the pipeline says of some words, each by itself, and which of them may begin a phrase."""
        if not new:
            return
        keys = [(token.tag, token.dep, self.named.stands_for(token)) for token in new.values()]
        unruled = {key: token for key, token in zip(keys, new.values(), strict=True) if key not in self.kinds}
        ruled = self._ruled([[token] for token in unruled.values()])
        # A comma stands after each.
        self.kinds.update((key, kind_of(ruled[2 * n])) for n, key in enumerate(unruled))
        kinds, deps = [self.kinds[key] for key in keys], [token.dep_ for token in new.values()]
        said = Doc(
            self.nlp.vocab,
            words=[token.text for token in new.values()],
            tags=[kind.tag for kind in kinds],
            pos=[kind.pos for kind in kinds],
            morphs=[kind.morph for kind in kinds],
            lemmas=[kind.lemma for kind in kinds],
            deps=deps,
            heads=list(range(len(kinds))),
        )
        self.seen.update(zip(new, self._lemmatized(said, deps), strict=True))
        names = list(new)
        self.first.update(names[at] for _, at, _ in self.beginnings(said, allow_missing=True))

    def _together(self, groups: Sequence[Span]) -> list[list[Form]]:
        """What the pipeline says of some groups of neighbouring words, each group by itself."""
        if not groups:
            return []
        deps = [dep for group in groups for dep in (*(token.dep_ for token in group), "")]
        told = self._lemmatized(self._ruled(groups), deps)
        ends = list(accumulate(len(group) + 1 for group in groups))
        return [told[end - len(group) - 1 : end - 1] for end, group in zip(ends, groups, strict=True)]

    def _ruled(self, groups: Sequence[Iterable[Token]]) -> Doc:
        """Groups of words as the ruler leaves them: a comma after each group parts them."""
        rows = [row for group in groups for row in (*((t.text, t.tag_, t.dep_) for t in group), PARTING)]
        words, tags, deps = ([row[n] for row in rows] for n in range(len(PARTING)))
        return self.nlp.get_pipe(RULER)(
            Doc(self.nlp.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(rows))))
        )

    def _lemmatized(self, doc: Doc, deps: Sequence[str]) -> list[Form]:
        """The forms of words that the ruler has seen, with their places in the sentence."""
        said = self.nlp.get_pipe(LEMMATIZER)(doc)
        return [
            Form(token.text, lemma_of(token), token.tag_, token.pos_, dep)
            for token, dep in zip(said, deps, strict=True)
        ]


def kind_of(token: Token) -> Kind:
    """What the ruler said of a word."""
    return Kind(token.pos_, str(token.morph), token.tag_, token.lemma_)


def lemma_of(token: Token) -> str:
    """The lemma of a word in lower case, mended where the model's rules are known to be wrong."""
    lemma = token.lemma_.lower()
    return MENDED_FORMS.get(token.lower_) or MENDED.get(lemma, lemma)


def word_forms(nlp: Language) -> WordForms:
    """The forms of a pipeline's words, none asked yet; its lemmatizer finds its words by hash from now on."""
    index_words(nlp)
    ruler = nlp.get_pipe(RULER)
    if not isinstance(ruler, AttributeRuler):
        raise ModelError("the pipeline has no attribute ruler; run `make install`, which installs one that has")
    rules: list[Any] = ruler.patterns
    phrases, beginnings, alone = Matcher(nlp.vocab), Matcher(nlp.vocab), []
    for number, rule in enumerate(rules):
        longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
        if longer:
            phrases.add(str(number), longer)
            beginnings.add(str(number), [pattern[:1] for pattern in longer])
        alone += [pattern[0] for pattern in rule["patterns"] if len(pattern) == 1]
    return WordForms(nlp, phrases, beginnings, named_by(alone))


def named_by(patterns: Sequence[dict[str, Any]]) -> Named:
    """The words that patterns of one word name; ModelError for a pattern that looks at a form in a way unknown here."""
    words: set[str] = set()
    described: list[str] = []
    for pattern in patterns:
        if pattern.keys() - SEEN:
            raise ModelError(f"the attribute ruler looks at {sorted(pattern.keys() - SEEN)}; install the pinned model")
        form = pattern.get("LOWER", {})
        if isinstance(form, str):
            words.add(form)
        elif form.keys() <= {"IN", "REGEX"}:
            words.update(form.get("IN", ()))
            described += [form["REGEX"]] if "REGEX" in form else []
        else:
            raise ModelError(f"the attribute ruler asks for {form}; install the pinned model")
    return Named(frozenset(words), re.compile("|".join(f"(?:{pattern})" for pattern in described) or r"(?!)"))


def index_words(nlp: Language) -> None:
    """Let the lemmatizer look up the words that it knows in sets: it comes with lists, of up to 57,000 words."""
    lemmatizer = nlp.get_pipe(LEMMATIZER)
    if isinstance(lemmatizer, Lemmatizer) and lemmatizer.lookups.has_table(KNOWN_WORDS):
        table = lemmatizer.lookups.get_table(KNOWN_WORDS)
        for kind, words in table.items():
            table[kind] = frozenset(words)


def lemmas_of(nlp: Language, word: str) -> frozenset[str]:
    """What a word in lower case may be a form of, as verb, noun or adjective; and itself."""
    lemmatizer = nlp.get_pipe(LEMMATIZER)
    if not isinstance(lemmatizer, Lemmatizer):
        raise ModelError("the pipeline looks no lemmas up; triage needs a model that does")
    doc, found = Doc(nlp.vocab, [word]), {word}
    for kind in ("NOUN", "VERB", "ADJ"):
        doc[0].pos_ = kind
        found.update(lemma.lower() for lemma in lemmatizer.lemmatize(doc[0]))
    found.update(MENDED[lemma] for lemma in tuple(found) if lemma in MENDED)
    return frozenset({*found, MENDED_FORMS.get(word, word), word.removesuffix("s")})
