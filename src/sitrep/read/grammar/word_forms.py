"""What is said of a word in a place of its own kind: lemma and class by tag and form, asked of the model once.

The model's attribute ruler and lemmatizer look at a word's form, its tag and its place in the sentence (`aux`, `mark`)
and, for eight short phrases ("gon na", "there is"), at the word beside it. They take a sixth of the model's time, for
they go through all their patterns at each word anew. Here each word of a tag and place is shown to them once, and what
they said is remembered; words of such a phrase are shown to them together each time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc, Token

from sitrep.model.errors import ModelError

# How many forms are remembered before all are forgotten: about 100 MB, and some months of news.
MOST_FORMS = 200_000
# The pipes that are asked, in their order.
ASKED = ("attribute_ruler", "lemmatizer")
# What stands between words that are no neighbours: no phrase holds a comma.
PARTING = (",", ",", "punct")
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


@dataclass(frozen=True, slots=True)
class Form:
    """A word as it stands in some place: what a token says of it, but for where it is and what governs it."""

    text: str
    lemma: str
    tag: str
    pos: str
    dep: str


@dataclass(frozen=True, slots=True)
class WordForms:
    """The forms that a pipeline gives to words that it has tagged and parsed; `seen` is what it said so far."""

    nlp: Language
    phrases: Matcher
    seen: dict[tuple[int, int, int], Form] = field(default_factory=dict)

    def of(self, doc: Doc) -> list[Form]:
        """The form of each token of a text that has tags and a parse."""
        if len(self.seen) > MOST_FORMS:
            self.seen.clear()
        keys = [(token.orth, token.tag, token.dep) for token in doc]
        new = {key: [token] for key, token in zip(keys, doc, strict=True) if key not in self.seen}
        phrases = list(self._phrases(doc))
        asked = self._asked([*new.values(), *(list(doc[start:end]) for start, end in phrases)])
        self.seen.update((key, form) for key, (form,) in zip(new, asked, strict=False))
        forms = [self.seen[key] for key in keys]
        for (start, end), said in zip(phrases, asked[len(new) :], strict=True):
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

    def _asked(self, groups: Sequence[Sequence[Token]]) -> list[list[Form]]:
        """What the pipeline says of some groups of neighbouring words, each group by itself: a comma parts them."""
        rows = [row for group in groups for row in (*((t.text, t.tag_, t.dep_) for t in group), PARTING)]
        if not rows:
            return []
        words, tags, deps = (list(column) for column in zip(*rows, strict=True))
        said = Doc(self.nlp.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(rows))))
        for name in ASKED:
            said = self.nlp.get_pipe(name)(said)
        told = [
            Form(token.text, lemma_of(token), token.tag_, token.pos_, dep)
            for token, dep in zip(said, deps, strict=True)
        ]
        ends = list(accumulate(len(group) + 1 for group in groups))
        return [told[end - len(group) - 1 : end - 1] for end, group in zip(ends, groups, strict=True)]


def lemma_of(token: Token) -> str:
    """The lemma of a word in lower case, mended where the model's rules are known to be wrong."""
    lemma = token.lemma_.lower()
    return MENDED_FORMS.get(token.lower_) or MENDED.get(lemma, lemma)


def word_forms(nlp: Language) -> WordForms:
    """The forms of a pipeline's words, none asked yet."""
    phrases, ruler = Matcher(nlp.vocab), nlp.get_pipe("attribute_ruler")
    if not isinstance(ruler, AttributeRuler):
        raise ModelError("the pipeline has no attribute ruler; run `make install`, which installs one that has")
    rules: list[Any] = ruler.patterns
    for number, rule in enumerate(rules):
        longer = [pattern for pattern in rule["patterns"] if len(pattern) > 1]
        if longer:
            phrases.add(str(number), longer)
    return WordForms(nlp, phrases)


def lemmas_of(nlp: Language, word: str) -> frozenset[str]:
    """What a word in lower case may be a form of, as verb, noun or adjective; and itself."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    if not isinstance(lemmatizer, Lemmatizer):
        raise ModelError("the pipeline looks no lemmas up; triage needs a model that does")
    doc, found = Doc(nlp.vocab, [word]), {word}
    for kind in ("NOUN", "VERB", "ADJ"):
        doc[0].pos_ = kind
        found.update(lemma.lower() for lemma in lemmatizer.lemmatize(doc[0]))
    found.update(MENDED[lemma] for lemma in tuple(found) if lemma in MENDED)
    return frozenset({*found, MENDED_FORMS.get(word, word), word.removesuffix("s")})
