"""The plan of reading: what stands in the wrong order, or gives what it must not, is refused."""

from collections.abc import Callable, Iterable
from functools import partial

import pytest
from tests.read.parses import page_of

from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Annotation, Equipment, Hedge, Timex, TimexType
from sitrep.model.errors import PlanError, SpanError
from sitrep.model.parses import Parse
from sitrep.model.spans import Span
from sitrep.read.stages import Layers, Stage, plan, run

PARSE = Parse(page_of("A tank burned at noon."), (), (), ())
TANK = Equipment(Span(2, 6), "vehicle")
NOON = Timex(Span(17, 21), TimexType.TIME, "T12")


def giving(_parse: Parse, _layers: Layers, _lexicon: Lexicon, *, found: Iterable[Annotation]) -> Iterable[Annotation]:
    return found


def stage(name: str, needs: Iterable[type] = (), gives: Iterable[type] = (), found: Iterable[Annotation] = ()) -> Stage:
    return Stage(name, partial(giving, found=found), frozenset(needs), frozenset(gives))


def test_stages_run_after_what_they_need_and_else_in_the_order_given() -> None:
    given = [
        stage("quantities", {Timex, Equipment}, {Hedge}),
        stage("equipment", (), {Equipment}),
        stage("timexes", (), {Timex}),
    ]
    assert [s.name for s in plan(given)] == ["equipment", "timexes", "quantities"]


def test_a_need_that_nothing_gives_is_named_with_its_stage() -> None:
    with pytest.raises(PlanError, match="stage quantities needs Equipment, Timex, which no stage before it gives"):
        plan([stage("quantities", {Timex, Equipment}, {Hedge})])


def test_two_stages_that_wait_for_each_other_are_refused() -> None:
    with pytest.raises(PlanError, match="stage one needs Hedge"):
        plan([stage("one", {Hedge}, {Timex}), stage("two", {Timex}, {Hedge})])


def test_a_layer_is_in_the_order_of_the_text_the_longer_first() -> None:
    longer, later = Equipment(Span(2, 13), "vehicle"), Equipment(Span(7, 13), "vehicle")
    layers = run([stage("equipment", (), {Equipment}, [later, TANK, longer])], PARSE, Lexicon())
    assert layers.of(Equipment) == (longer, TANK, later)


def test_a_stage_sees_what_the_stages_before_it_found() -> None:
    seen: list[Callable[[type[Timex]], tuple[Timex, ...]]] = []

    def look(_parse: Parse, layers: Layers, _lexicon: Lexicon) -> Iterable[Annotation]:
        seen.append(layers.of)
        return ()

    run(
        [stage("timexes", (), {Timex}, [NOON]), Stage("looker", look, frozenset({Timex}), frozenset())],
        PARSE,
        Lexicon(),
    )
    assert seen[0](Timex) == (NOON,)


def test_an_annotation_of_an_undeclared_type_is_refused() -> None:
    with pytest.raises(PlanError, match="stage timexes gave a Equipment, which it does not declare"):
        run([stage("timexes", (), {Timex}, [TANK])], PARSE, Lexicon())


def test_an_annotation_beyond_the_text_is_refused() -> None:
    with pytest.raises(SpanError, match="beyond the text's 22 characters"):
        run([stage("equipment", (), {Equipment}, [Equipment(Span(17, 23), "vehicle")])], PARSE, Lexicon())


def test_a_layer_nobody_gave_is_empty_and_further_layers_leave_the_earlier_ones_alone() -> None:
    first = Layers({Timex: (NOON,)})
    second = first.adding({Equipment: (TANK,)})
    assert (first.of(Equipment), second.of(Equipment), second.of(Timex)) == ((), (TANK,), (NOON,))
