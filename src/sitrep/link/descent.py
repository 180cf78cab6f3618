"""How what one page says hangs on what others said before: a copy, a credit, a citation, the same speaker."""

import re
from collections.abc import Mapping, Sequence

from sitrep.link.order import is_before, published_of
from sitrep.link.voices import WORD, document_of, initials, name_words, outlet_of
from sitrep.model.fields import Record, record_at, text_at
from sitrep.model.identity import JSON

# So many letters at least has an acronym that a name is known by.
ACRONYM = 3


def taken_from(claims: Sequence[Record], copies: Mapping[str, str], agencies: Mapping[str, str]) -> dict[str, str]:
    """The copies among the pages of some claims, each with its original, where it is known which of the two was first.

    It is known where the original was published before, or the copy credits the original's outlet.
    """
    pages = {document_of(claim): claim for claim in claims}
    return {
        copy: original
        for copy, original in copies.items()
        if copy in pages
        and original in pages
        and (
            is_before(published_of(pages[original]), published_of(pages[copy]))
            or name_words(agencies.get(copy, "")) == name_words(outlet_of(pages[original]))
        )
    }


def is_named_in(name: str, words: str) -> bool:
    """Whether words name somebody: by the whole name, or by its initials.

    A name of one common noun names nobody: "rescuers" there are not "rescuers" here.

    >>> is_named_in("the Hill Post", "The Hill Post's first count"), is_named_in("rescuers", "Rescuers said")
    (True, False)
    >>> is_named_in("the Hill Observatory for Rights", "36, said the HOR"), is_named_in("Ash", "a car was set on fire")
    (True, False)
    """
    own = [word for word in WORD.findall(name) if word.casefold() in name_words(name)]
    if not any(word[0].isupper() for word in own):
        return False
    short = initials(name)
    if len(short) >= ACRONYM and re.search(rf"\b{re.escape(short)}\b", words):
        return True
    if len(own) == 1:
        return re.search(rf"\b{re.escape(own[0])}\b", words) is not None
    return f" {' '.join(map(str.casefold, own))} " in f" {' '.join(_plain(words))} "


def _plain(words: str) -> list[str]:
    """The words of a passage, folded, without what marks a possessive."""
    return [word.strip(".").casefold() for word in WORD.findall(re.sub(r"['\u2019]s\b", "", words))]


def citation(statement: Record, before: Sequence[Record]) -> dict[str, JSON]:
    """How a statement hangs on those before it that it is no copy of.

    `kind` is `cites` (it names an earlier outlet or speaker as where it has it from, or in its words), `same speaker`
    or `none found`, each with the `name`; `page` leads to the one cited.
    """
    chain = statement.get("chain")
    named = {" ".join(name_words(str(name))) for name in chain[1:] if name} if isinstance(chain, list) else set()
    words, own = text_at(statement, "quotation") or "", text_at(statement, "speaker_key")
    for earlier in before:
        outlet = _outlet(earlier)
        if outlet and (
            " ".join(name_words(outlet)) in named or (outlet != _outlet(statement) and is_named_in(outlet, words))
        ):
            return _cited("cites", outlet, earlier)
    for earlier in before:
        if own and text_at(earlier, "speaker_key") == own:
            return {"kind": "same speaker", "name": text_at(earlier, "speaker")}
    for earlier in before:
        speaker = text_at(earlier, "speaker") or ""
        if speaker and (is_named_in(speaker, words) or " ".join(name_words(speaker)) in named):
            return _cited("cites", speaker, earlier)
    return {"kind": "none found"}


def _cited(kind: str, name: str, earlier: Record) -> dict[str, JSON]:
    return {"kind": kind, "name": name, "page": text_at(record_at(earlier, "document"), "id")}


def _outlet(statement: Record) -> str:
    chain = statement.get("chain")
    return str(chain[0] or "") if isinstance(chain, list) and chain else ""
