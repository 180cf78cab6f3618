"""What is said to be taken is taken: no record that fulfils a condition escapes one that it is said to imply."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from sitrep.codebook.matching import holds
from sitrep.codebook.overlap import implies, taken_by
from sitrep.codebook.records import All, Any, Not, OneOf, Some, Tells, Within

WORDS = st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2).map(tuple)
VALUES = st.lists(st.sampled_from(["a", "b", None]), min_size=1, max_size=3).map(tuple)
BOUND = st.sampled_from([None, 1.0, 2.0])
LEAVES = (
    st.builds(OneOf, st.sampled_from([("x",), ("y",), ("z", "x")]), VALUES)
    | st.builds(Tells, st.just(("y",)), WORDS)
    | st.builds(Within, st.just(("n",)), BOUND, BOUND)
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts)))
        | st.builds(Not, inner)
        | st.builds(Some, st.just(("z",)), inner)
    ),
    max_leaves=6,
)
INNER = st.fixed_dictionaries({}, optional={"x": st.sampled_from(["a", "b", None]), "n": st.sampled_from([0, 1, 2, 3])})
RECORDS = st.fixed_dictionaries(
    {},
    optional={
        "x": st.sampled_from(["a", "b", "c", None]),
        "y": st.lists(st.sampled_from(["a", "b", "a b"]), max_size=2),
        "n": st.sampled_from([0, 1, 1.5, 2, 3]),
        "z": st.lists(INNER, max_size=2),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(CONDITIONS, st.lists(CONDITIONS, min_size=1, max_size=3), st.lists(RECORDS, min_size=5, max_size=12))
def test_what_is_implied_holds(later: All, earlier: list[All], records: list[dict[str, object]]) -> None:
    assume(any(implies(later, one) for one in earlier) or taken_by(later, earlier))
    for record in records:
        if holds(later, record):  # type: ignore[arg-type]
            assert any(holds(one, record) for one in earlier)  # type: ignore[arg-type]
