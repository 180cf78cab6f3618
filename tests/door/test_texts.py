"""One text at the door: what the command prints for it, and refusals with their remedy."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.within import printed

import sitrep
from sitrep.model.errors import IngestError

TEXT = (
    "Helicopters dropped barrel bombs on Daraya on Saturday, killing at least 12 people, residents said.\n\n"
    "The army denied that its aircraft had struck the town."
)
KNOWN = {
    "published": "2015-12-21",
    "title": "Barrel bombs on Daraya",
    "outlet": "Northwire",
    "url": "https://northwire.example/1",
}


@pytest.mark.usefixtures("at_hand")
def test_a_text_gives_what_the_command_prints(tmp_path: Path, environment: dict[str, str]) -> None:
    line = json.dumps({"id": "text", "text": TEXT, **KNOWN}, sort_keys=True, separators=(",", ":"))
    (tmp_path / "one.jsonl").write_text(line, encoding="utf-8")
    told = [json.loads(line) for line in printed(tmp_path, environment, "read", "one.jsonl")[0].splitlines()]
    claims = sitrep.read(TEXT, **KNOWN)
    assert [claim.record for claim in claims] == told
    assert len(claims) > 1
    assert all(TEXT[span.start : span.end] == span.text for claim in claims for span in claim.spans.values())


@pytest.mark.usefixtures("at_hand")
def test_a_day_of_pythons_own_kind_is_a_day() -> None:
    (first, *_) = sitrep.read(TEXT, published=date(2015, 12, 21))
    assert first.event is not None
    assert first.event["time"]["timex"] == "2015-12-19"  # type: ignore[index,call-overload]
    (first, *_) = sitrep.read(TEXT, published=datetime(2015, 12, 21, 8, tzinfo=UTC))
    assert str(first.document["published"]).startswith("2015-12-21T08:00:00")


@pytest.mark.usefixtures("at_hand")
def test_a_language_that_was_told_wrongly_can_be_set() -> None:
    assert sitrep.read(FRENCH, lang="en") == []


@pytest.mark.usefixtures("at_hand")
def test_threads_read_one_after_another() -> None:
    texts = [TEXT.replace("12", str(number)) for number in range(20, 23)]
    alone = [[claim.record for claim in sitrep.read(text)] for text in texts]
    with ThreadPoolExecutor(3) as pool:
        assert [[claim.record for claim in claims] for claims in pool.map(sitrep.read, texts)] == alone


FRENCH = (
    "Des hélicoptères ont largué des barils d'explosifs sur la ville samedi et douze personnes ont été tuées, selon "
    "les habitants. L'armée a nié que ses avions aient frappé la ville, et le gouvernement a promis une enquête. "
    "Les secours cherchaient encore des survivants sous les décombres dimanche matin."
)


@pytest.mark.usefixtures("at_hand")
@pytest.mark.parametrize(
    ("given", "reason", "remedy"),
    [
        ({"text": " \n"}, "empty", "give the page's words"),
        ({"text": FRENCH}, "language fr", "set lang if this is wrong"),
        ({"text": TEXT, "published": "yesterday"}, "published is no date: “yesterday”", "write it as 2015-12-24"),
        ({"text": "a\0b"}, "text holds a lone surrogate or NUL", "take it out"),
        ({"text": TEXT, "title": "\ud800"}, "title holds a lone surrogate", "take it out"),
        ({"text": b"bytes"}, "text must be text, not bytes", "give a str"),
    ],
)
def test_a_refusal_has_a_reason_and_a_remedy(given: dict[str, str], reason: str, remedy: str) -> None:
    with pytest.raises(IngestError) as refused:
        sitrep.read(**given)
    assert isinstance(refused.value, sitrep.SitrepError)
    assert reason in refused.value.reason
    assert remedy in refused.value.remedy
    assert refused.value.remedy
