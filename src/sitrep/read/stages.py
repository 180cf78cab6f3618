"""Reading as a row of stages: each says what it needs and what it gives.

A stage is a plain function from a parse, the layers found before it and the lexicon to annotations.
The plan is checked before any text is read; every annotation is checked as it is given.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor, Annotation, Attribution, Equipment, Hedge, PlaceMention, Quantity, Timex
from sitrep.model.errors import PlanError, SpanError
from sitrep.model.parses import Parse

A = TypeVar("A", Timex, Quantity, Actor, PlaceMention, Equipment, Hedge, Attribution)


@dataclass(frozen=True)
class Layers:
    """The annotations of one document, by their type, in the order of their spans."""

    found: Mapping[type, tuple[Annotation, ...]] = field(default_factory=dict)

    def of(self, kind: type[A]) -> tuple[A, ...]:
        """All annotations of one type."""
        return tuple(a for a in self.found.get(kind, ()) if isinstance(a, kind))

    def adding(self, given: Mapping[type, tuple[Annotation, ...]]) -> "Layers":
        """These layers and the ones of a further stage."""
        return Layers({**self.found, **given})


Reader = Callable[[Parse, Layers, Lexicon], Iterable[Annotation]]


@dataclass(frozen=True, slots=True)
class Stage:
    """A reader's name, function, the annotation types that it needs, and those that it gives."""

    name: str
    read: Reader
    needs: frozenset[type]
    gives: frozenset[type]


def plan(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The stages in an order in which each has what it needs.

    Raises PlanError when a stage needs what none gives, or two need each other.
    """
    waiting, ready, given = list(stages), [], set[type]()
    while waiting:
        runnable = next((s for s in waiting if s.needs <= given), None)
        if runnable is None:
            stuck = waiting[0]
            missing = ", ".join(sorted(t.__name__ for t in stuck.needs - given))
            raise PlanError(f"stage {stuck.name} needs {missing}, which no stage before it gives")
        waiting.remove(runnable)
        ready.append(runnable)
        given |= runnable.gives
    return tuple(ready)


def run(stages: Sequence[Stage], parse: Parse, lexicon: Lexicon) -> Layers:
    """The layers that the stages find, each annotation checked against text and declaration.

    Raises SpanError for an annotation outside the text, PlanError for one of an undeclared type.
    """
    layers, length = Layers(), len(parse.document.text)
    for stage in stages:
        by_type: dict[type, list[Annotation]] = {kind: [] for kind in stage.gives}
        for annotation in stage.read(parse, layers, lexicon):
            if type(annotation) not in stage.gives:
                raise PlanError(f"stage {stage.name} gave a {type(annotation).__name__}, which it does not declare")
            if annotation.span.end > length:
                raise SpanError(f"stage {stage.name} gave {annotation.span}, beyond the text's {length} characters")
            by_type[type(annotation)].append(annotation)
        ordered = {k: tuple(sorted(found, key=lambda a: (a.span.start, -a.span.end))) for k, found in by_type.items()}
        layers = layers.adding(ordered)
    return layers
