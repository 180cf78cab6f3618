from sitrep.export.web.windows import after, before, known_of

TEXT = "The mayor of Homs said that twelve soldiers died near the mill on the river on Friday."


def claim(start: int, end: int, **changed: str) -> dict[str, object]:
    span = {"start": start, "end": end, "prefix": TEXT[max(0, start - 32) : start], "text": TEXT[start:end]}
    return {"document": {"id": "d-1"}, "evidence": {**span, "suffix": TEXT[end : end + 32], **changed}}


def test_the_words_around_are_put_together_from_all_claims_of_the_page() -> None:
    known = known_of([claim(28, 48), claim(49, 62)])["d-1"]  # type: ignore[list-item]
    assert before(known, 28) == TEXT[:28]
    assert after(known, 62) == TEXT[62:]


def test_nothing_is_put_where_a_mark_has_moved_the_words() -> None:
    hidden = claim(28, 48, prefix="[name withheld] of Homs said that ", suffix=" near [place withheld] on the river")
    known = known_of([hidden])["d-1"]  # type: ignore[list-item]
    assert before(known, 28) == " of Homs said that "
    assert after(known, 48) == " near "
