"""The text of a page laid out for a browser: blocks of segments, in which every character of the text stands once."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from sitrep.model.fields import Record, records_at
from sitrep.model.identity import JSON

# HTML cannot hold these: each is shown by one character, so that all offsets stay.
NUL, NUL_SHOWN = "\0", "\u2400"
SURROGATE_SHOWN = "\ufffd"
Cut = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch that the same claims hold to: their numbers, those that begin here with how they are reviewed."""

    html: Markup
    claims: tuple[int, ...]
    begins: str
    states: str
    asked: bool
    asked_first: bool


@dataclass(frozen=True, slots=True)
class Laid:
    """A block, or what lies between two (`kind` "gap")."""

    kind: str
    label: str
    furniture: bool
    graphic: bool
    start: int
    segments: tuple[Segment, ...]


def exact(text: str) -> Markup:
    r"""Text as HTML that a browser reads back as the same code points, one for one.

    >>> exact("a < b\r\n")
    Markup('a &lt; b&#13;\n')
    """
    shown = "".join(SURROGATE_SHOWN if "\ud800" <= c <= "\udfff" else c for c in text.replace(NUL, NUL_SHOWN))
    return Markup(str(escape(shown)).replace("\r", "&#13;"))  # noqa: S704 - escaped


def unshowable(text: str) -> int:
    """How many characters of a text HTML cannot hold."""
    return sum(1 for c in text if c == NUL or "\ud800" <= c <= "\udfff")


def laid_out(view: Mapping[str, Any], asked: Cut | None = None) -> list[Laid]:
    """The blocks of a page with what lies between them; `asked` is a stretch to be shown."""
    text = str(view["text"])
    cutter = Cutter.of(text, view["claims"], asked)
    blocks = gathered(text, list(tiled(len(text), records_at(view, "blocks"))))
    return [_laid(cutter, text, block) for block in blocks]


def tiled(length: int, blocks: Sequence[Record]) -> Iterator[Record]:
    """Yield the blocks and, as blocks of the kind "gap", all that lies between them, so that nothing is left out."""
    end = 0
    for block in blocks:
        start, stop = _number(block, "start"), _number(block, "end")
        if start > end:
            yield {"kind": "gap", "start": end, "end": start}
        if stop > end:
            yield {**block, "start": max(start, end)}
            end = stop
    if end < length:
        yield {"kind": "gap", "start": end, "end": length}


def gathered(text: str, blocks: Sequence[Record]) -> list[Record]:
    """The blocks with furniture of one kind in a row made one block, white space between included."""
    found: list[Record] = []
    for block in blocks:
        held = found[-2:] if len(found) > 1 and _is_space(text, found[-1]) else found[-1:]
        if held and block.get("furniture") is True and _alike(held[0], block):
            del found[-len(held) :]
            found.append({**held[0], "end": block["end"]})
        else:
            found.append(block)
    return found


def _is_space(text: str, block: Record) -> bool:
    return block["kind"] == "gap" and not text[_number(block, "start") : _number(block, "end")].strip()


def _alike(one: Record, other: Record) -> bool:
    return all(one.get(key) == other.get(key) for key in ("kind", "furniture", "graphic"))


def _laid(cutter: "Cutter", text: str, block: Record) -> Laid:
    start, stop = _number(block, "start"), _number(block, "end")
    gap = block["kind"] == "gap"
    # What no block holds, and is no white space, is text all the same.
    kind = "unmarked" if gap and text[start:stop].strip() else str(block["kind"])
    return Laid(
        kind=kind,
        label="Unmarked text" if kind == "unmarked" else str(block.get("label") or ""),
        furniture=block.get("furniture") is True,
        graphic=block.get("graphic") is True,
        start=start,
        segments=tuple(cutter.segments(start, stop)),
    )


@dataclass(frozen=True, slots=True)
class Cutter:
    """A text with every place at which a claim begins or ends, in order, and which claims hold from there on."""

    text: str
    cuts: tuple[int, ...]
    holding: tuple[tuple[int, ...], ...]
    begins: Mapping[int, Sequence[Record]]
    states: Mapping[int, str]
    asked: Cut | None

    @staticmethod
    def of(text: str, claims: Sequence[Record], asked: Cut | None) -> "Cutter":
        """The cuts that some claims make in a text, in one walk from its start to its end."""
        opening: dict[int, list[int]] = {}
        closing: dict[int, list[int]] = {}
        begins: dict[int, list[Record]] = {}
        for claim in claims:
            number = _number(claim, "number")
            spans = records_at(claim, "spans")
            for span in spans:
                opening.setdefault(_number(span, "start"), []).append(number)
                closing.setdefault(_number(span, "end"), []).append(number)
            if spans:
                begins.setdefault(_number(spans[0], "start"), []).append(claim)
        cuts = sorted({0, len(text), *opening, *closing, *(asked or ())})
        held: list[int] = []
        holding: list[tuple[int, ...]] = []
        for cut in cuts:
            for number in closing.get(cut, ()):
                held.remove(number)
            held.extend(opening.get(cut, ()))
            holding.append(tuple(sorted(set(held))))
        states = {_number(claim, "number"): str(claim["state"]) for claim in claims}
        return Cutter(text, tuple(cuts), tuple(holding), begins, states, asked)

    def segments(self, start: int, stop: int) -> Iterator[Segment]:
        """Yield the segments from one place of the text to another."""
        first = bisect_right(self.cuts, start) - 1
        for index in range(first, len(self.cuts)):
            low = max(start, self.cuts[index])
            high = min(stop, self.cuts[index + 1] if index + 1 < len(self.cuts) else stop)
            if low >= stop:
                return
            if low < high:
                yield self._segment(low, high, self.holding[index])

    def _segment(self, low: int, high: int, claims: tuple[int, ...]) -> Segment:
        asked = self.asked is not None and self.asked[0] <= low and high <= self.asked[1]
        return Segment(
            html=exact(self.text[low:high]),
            claims=claims,
            begins=", ".join(beginning_of(claim) for claim in self.begins.get(low, ())),
            states=" ".join(dict.fromkeys(self.states[number] for number in claims)),
            asked=asked,
            asked_first=asked and self.asked is not None and low == self.asked[0],
        )


def beginning_of(claim: Record) -> str:
    """What stands where a claim begins: its number, and its state once a person has spoken.

    >>> beginning_of({"number": 3, "state": "accepted"}), beginning_of({"number": 4, "state": "machine-made"})
    ('3 accepted', '4')
    """
    state = claim.get("state")
    return f"{claim['number']}" if state == "machine-made" else f"{claim['number']} {state}"


def asked_stretch(given: str, length: int) -> Cut | None:
    """The stretch that an address asks for as START-END; None where it names none of the text.

    >>> asked_stretch("4-9", 100), asked_stretch("9-4", 100), asked_stretch("x", 100)
    ((4, 9), None, None)
    """
    start, _, stop = given.partition("-")
    if not (start.isascii() and start.isdigit() and stop.isascii() and stop.isdigit()):
        return None
    low, high = int(start[:12]), min(int(stop[:12]), length)
    return (low, high) if low < high else None


def _number(record: Record, key: str) -> int:
    found: JSON = record.get(key)
    return found if isinstance(found, int) else 0
