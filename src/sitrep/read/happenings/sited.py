"""The happenings of a page laid out in its sentences, so that those told together share figures, time and place."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitrep.model.annotations import Event, PlaceMention, PlaceRole, Timex
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.ownership import Owners
from sitrep.read.frames.triggers import Trigger
from sitrep.read.grammar.phrases import clause_head
from sitrep.read.happenings.harmed import counting
from sitrep.read.happenings.settings import DONE, OWN, Link, Settings
from sitrep.read.places.readings import tells_where
from sitrep.read.stages import Layers


@dataclass(frozen=True)
class Sited:
    """The triggers of a page, and after them the bare counts of people harmed, with how they hang together."""

    settings: Settings
    counts: Mapping[int, Event]

    @classmethod
    def of(
        cls, parse: Parse, owners: Owners, triggers: Sequence[Trigger], counts: Sequence[Event], layers: Layers
    ) -> "Sited":
        """Lay out a page's triggers and counts."""
        by_word = dict(owners.by_token)
        tops = [t.spine[-1] for t in triggers]
        for n, event in enumerate(counts, len(tops)):
            words = words_of(parse, event)
            free = [w for w in words if w.i not in by_word]
            by_word |= {w.i: n for w in free}
            tops.append((free or words)[-1])
        widened = Owners(parse, by_word)
        times = [t for t in layers.of(Timex) if t.type.value in ("DATE", "TIME")]
        places = [p for p in layers.of(PlaceMention) if tells_where(p)]
        of_times, of_places = widened.share(times), widened.share(places)
        owned = {t.span for part in of_times.values() for t in part}
        owned |= {p.span for part in of_places.values() for p in part}
        loose: list[Timex | PlaceMention] = [t for t in times if t.span not in owned]
        loose += [p for p in places if p.span not in owned]
        settled = {
            n: placed(event, of_times.get(n, ()), of_places.get(n, ())) for n, event in enumerate(counts, len(triggers))
        }
        return cls(Settings.of(parse, tops, by_word, loose), settled)

    def counted(self, told: Mapping[int, Event], all_: Sequence[Event]) -> tuple[dict[int, Event], dict[int, Event]]:
        """The happenings told, those that a bare count belongs to with its figures; and the counts left."""
        found, left = dict(told), dict(self.counts)
        for link in (*self.settings.links(), *self.described()):
            for count, deed in ((link.above, link.below), (link.below, link.above)):
                event = found.get(deed) or (all_[deed] if deed < len(all_) else None)
                if count in left and event is not None and does_harm(event, left[count]):
                    found[deed] = counting(event, left.pop(count), above=count == link.above)
        return found, left

    def described(self) -> Iterator[Link]:
        """Yield how a word of harm hangs on the count that it describes, or stands in it: "nine cooks wounded"."""
        parse, tops = self.settings.parse, self.settings.tops
        for count, event in self.counts.items():
            spans = [q.span for q in event.quantities if q.part_of is None]
            heads = [head.i for span in spans if (head := parse.at(span)) is not None]
            for deed, top in enumerate(tops[: min(self.counts)]):
                if any(span.covers(top.span) for span in spans):
                    yield Link(count, deed)
                elif top.dep == "acl" and top.tag == "VBN" and top.head in heads:
                    yield Link(deed, count)

    def shared(self, told: Mapping[int, Event], bare: Mapping[int, Event]) -> tuple[dict[int, Event], list[Event]]:
        """The happenings told and the bare counts, with what each lacks of the others' setting."""
        given = {**told, **bare}
        settled = self.settings.shared(given)
        return {n: settled[n] for n in told}, [settled[n] for n in bare]


def words_of(parse: Parse, event: Event) -> list[Token]:
    """The words of a bare count that times and places may hang on: the counts, and the verb of their clause."""
    heads = [head for q in event.quantities if (head := parse.at(q.span)) is not None and q.part_of is None]
    return [*heads, *(clause_head(parse, head) for head in heads[:1])]


def placed(event: Event, times: Sequence[Timex], places: Sequence[PlaceMention]) -> Event:
    """A bare count with its own time and places."""
    roles = tuple(PlaceRole(p, p.relation) for p in places)
    place = next((p for p in places if p.relation in OWN), None)
    return replace(event, time=times[0] if times else None, places=roles, place=place)


def does_harm(deed: Event, counts: Event) -> bool:
    """Whether a violent deed is what some people counted suffered from."""
    measures = {q.measure for q in deed.quantities}
    free = all(q.best != 0 and q.measure not in measures for q in counts.quantities)
    return deed.type == "ASSAULT" and deed.status in DONE and not deed.negated and free and counts.kind == "casualties"
