"""When and where, shared among the happenings of one sentence where nothing contradicts.

"Gunmen stormed a school in Taiz on Sunday and seized a clerk": both deeds have the town and the day. What is told in
a clause below, beside or within another happens there and then too, unless a word of order ("after", "before"), a
tense or a plan sets the two apart; harm has the setting of the deed that did it whatever stands between.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitrep.model.annotations import Event, PlaceMention, PlaceRole, Timex
from sitrep.model.parses import Parse, Token
from sitrep.read.frames.acts import VERBAL
from sitrep.read.grammar.phrases import is_infinitive, is_verbal

# The relations of a place where something happens.
OWN = ("at", "near")
# Words that set one happening before another.
ORDER = frozenset({"after", "before", "since", "until", "following", "once"})
# Prepositions and clause marks under which a happening has the setting of what is above it.
WITHIN = frozenset(
    {
        *("in", "during", "by", "with", "amid", "from", "as", "when", "while", "where", "at"),
        *("on", "to", "into", "near", "inside", "outside"),
    }
)
# Arguments of a verb, whose happenings are part of what it tells.
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "acomp", "xcomp", "agent", "dep"})
# Relative pronouns of people, of whom a clause may tell what they did elsewhere and before.
PERSONAL = frozenset({"who", "whom", "whose"})
# Marks of what is only said or asked.
REPORTING = frozenset({"that", "if", "whether"})
# Types that are said or negotiated in one place about deeds in another.
TALK = VERBAL | {"CONSULT"}
# Kinds of happenings that are harm done.
HARMS = frozenset({"casualties", "damage", "displacement"})
# Standings of what has happened.
DONE = ("occurred", "ongoing")
# How often what was shared may be handed on.
ROUNDS = 2


@dataclass(frozen=True)
class Link:
    """How one happening hangs on another: `joined` side by side, `nested` as a noun within, `apart` in time."""

    above: int
    below: int
    joined: bool = False
    nested: bool = False
    apart: bool = False
    aimed: bool = False


@dataclass(frozen=True)
class Setting:
    """When and where something happens, as far as the words say."""

    time: Timex | None = None
    places: tuple[PlaceRole, ...] = ()


@dataclass(frozen=True)
class Settings:
    """The happenings of a page with the verbs between them, and the times and places that hang on those verbs."""

    parse: Parse
    tops: Sequence[Token]
    by_word: Mapping[int, int]
    loose: Mapping[int, Setting]

    @classmethod
    def of(
        cls, parse: Parse, tops: Sequence[Token], by_word: Mapping[int, int], found: Iterable[Timex | PlaceMention]
    ) -> "Settings":
        """Lay out the happenings of a page by their top words; none of them owns the times and places `found`."""
        hosted: dict[int, Setting] = {}
        for one in sorted(found, key=lambda a: a.span):
            head = parse.at(one.span)
            host = next((a for a in parse.ancestors(head) if is_verbal(a)), None) if head is not None else None
            if host is not None and by_word.get(host.i) is None:
                hosted[host.i] = with_one(hosted.get(host.i, Setting()), one)
        return cls(parse, tops, by_word, hosted)

    def shared(self, events: Mapping[int, Event]) -> dict[int, Event]:
        """The happenings told, by number, each with what it lacks of the setting of those that it is told with."""
        settled, links = dict(events), []
        for n in events:
            link, verbs = self.climb(n, events)
            links += [link] if link is not None else []
            for verb in verbs:
                settled[n] = taking(settled[n], self.loose.get(verb.i, Setting()))
        for _ in range(ROUNDS):
            for link in links:
                above, below = settled[link.above], settled[link.below]
                if not self.agree(link, above, below):
                    continue
                if goes_down(link, above, below):
                    settled[link.below] = taking(below, lent_by(above, link))
                if goes_up(link, above, below):
                    settled[link.above] = taking(above, lent_by(below, link))
        return settled

    def links(self) -> Iterator[Link]:
        """Yield how the happenings hang on one another."""
        numbers = range(len(self.tops))
        for n in numbers:
            link, _ = self.climb(n, numbers)
            if link is not None:
                yield link

    def climb(self, n: int, told: Container[int]) -> tuple[Link | None, list[Token]]:
        """How a happening hangs on the one above it, or None, and the other verbs between that share its time."""
        word, link = self.tops[n], Link(-1, n)
        verbs: list[Token] = []
        while word.head != word.i:
            step = self.step(word, link)
            if step is None:
                return None, verbs
            link, word = step, self.parse.head(word)
            above = self.by_word.get(word.i)
            if above == -1:
                return None, verbs
            if above is not None and above != n and above in told:
                return replace(link, above=above), verbs
            if is_verbal(word) and not (link.apart or link.aimed):
                verbs.append(word)
        return None, verbs

    def step(self, word: Token, link: Link) -> Link | None:
        """The link one word further up, or None where what stands above has a setting of its own."""
        if word.dep == "conj":
            return replace(link, joined=is_verbal(word))
        if word.dep in ("pobj", "pcomp"):
            return link
        if word.dep == "prep":
            if word.lower in ORDER:
                return replace(link, apart=True, nested=True)
            return replace(link, nested=True) if word.lower in WITHIN or word.dep == "agent" else None
        if word.dep in ARGUMENTS:
            return link
        return self.clause_step(word, link)

    def clause_step(self, word: Token, link: Link) -> Link | None:
        """The link above a clause that hangs on another."""
        marks = {c.lower for c in self.parse.children(word, "mark", "advmod") if c.i < word.i}
        if word.dep == "ccomp":
            return replace(link, joined=True) if not marks & REPORTING else None
        if word.dep in ("relcl", "acl"):
            personal = any(t.lower in PERSONAL for t in self.parse.subtree(word) if t.i < word.i)
            return link if word.tag == "VBG" or (word.dep == "relcl" and not personal) else None
        if word.dep != "advcl":
            return None
        if marks & ORDER or is_infinitive(self.parse, word):
            return replace(link, apart=bool(marks & ORDER), aimed=not marks & ORDER)
        return link if marks & WITHIN or (not marks and word.tag in ("VBG", "VBN")) else None

    def agree(self, link: Link, above: Event, below: Event) -> bool:
        """Whether two happenings are told as of one time: both done or both to come, neither recalled from before."""
        if above.historical != below.historical or (not link.joined and {above.type, below.type} & TALK):
            return False
        if self.is_anterior(link.below) and not self.is_anterior(link.above):
            return False
        return link.aimed or (above.status in DONE) == (below.status in DONE)

    def is_anterior(self, n: int) -> bool:
        """Whether a happening is told in the past perfect."""
        return any(c.lower == "had" for c in self.parse.children(self.tops[n], "aux"))


def goes_down(link: Link, above: Event, below: Event) -> bool:
    """Whether what hangs on a happening has its setting."""
    return not link.apart or (is_harm(below) and is_violent(above))


def goes_up(link: Link, above: Event, below: Event) -> bool:
    """Whether a happening has the setting of what hangs on it: harm that of its cause, a deed that of its parts."""
    if is_harm(above) and is_violent(below):
        return True
    return not link.apart and not link.aimed and (link.nested or is_violent(above)) and is_violent(below)


def is_harm(event: Event) -> bool:
    """Whether a happening is harm that something else did."""
    return event.kind in HARMS or (event.type == "ASSAULT" and not event.actors)


def is_violent(event: Event) -> bool:
    """Whether a happening is violence or its harm."""
    return event.type == "ASSAULT" or event.kind in HARMS


def lent_by(event: Event, link: Link) -> Setting:
    """What a happening can lend: when, and where it happens, but not from or to where.

    Of two deeds side by side, what was hit in one is not where the other happened.
    """
    targets = [r.span for r in event.recipients] if link.joined else []
    where = (p for p in event.places if p.relation in OWN and not any(p.place.span.overlaps(t) for t in targets))
    return Setting(None if link.aimed else event.time, tuple(where))


def taking(event: Event, setting: Setting) -> Event:
    """A happening with what it lacks of a setting."""
    where = event.places or setting.places
    place = event.place or next((p.place for p in where if p.relation in OWN), None)
    return replace(event, time=event.time or setting.time, places=where, place=place)


def with_one(setting: Setting, one: Timex | PlaceMention) -> Setting:
    """A setting with one more time or place; the first time stands."""
    if isinstance(one, Timex):
        return replace(setting, time=setting.time or one) if one.type.value in ("DATE", "TIME") else setting
    if one.relation not in OWN:
        return setting
    return replace(setting, places=(*setting.places, PlaceRole(one, one.relation)))
