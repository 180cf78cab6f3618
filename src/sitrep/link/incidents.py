"""The line of an incident: what its claims add up to, computed anew from the claims each time and never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitrep.link.chains import coverage, leading_claims
from sitrep.link.contradictions import Difference, contradictions, differences
from sitrep.link.figures import Figure, day_of, load_settings, read_figures
from sitrep.link.order import DAY, order_key, published_of, said_on
from sitrep.link.positions import Counting, quantities
from sitrep.link.relations import relations
from sitrep.link.stances import accused_parties, position_of, silence_of, silent_sources
from sitrep.link.tellings import telling
from sitrep.link.voices import Voice, document_of, independent, innermost, page_order, voices
from sitrep.model.fields import Record, records_at, text_at
from sitrep.model.identity import JSON
from sitrep.model.linkings import Linking

UNREVIEWED: Record = {"state": "unreviewed"}


@dataclass(frozen=True, slots=True)
class Telling:
    """What an incident line is made from beside its claims.

    `linking` says which documents have it as their main incident, `copies` which copy whose text, `agencies` whom a
    document credits. `beside` are the other claims of its documents: a silence or denial among them counts for the
    accused party's position. `corpus` is what all claims at hand cover. `rule`, `order` and `team` say how figures are
    added up, `searched` whether somebody looked for the accused party's word, `review` what people judged.
    """

    linking: Linking = field(default_factory=Linking)
    copies: Mapping[str, str] = field(default_factory=dict)
    agencies: Mapping[str, str] = field(default_factory=dict)
    beside: Sequence[Record] = ()
    corpus: Record | None = None
    rule: str = "range"
    order: tuple[tuple[str, ...], ...] = field(default_factory=lambda: load_settings().order)
    team: Mapping[str, Record] = field(default_factory=dict)
    searched: bool = False
    review: Record = field(default_factory=lambda: UNREVIEWED)


@dataclass(frozen=True, slots=True)
class Account:
    """The claims of an incident in order, with their speakers, figures and differences."""

    claims: tuple[Record, ...]
    spoken: Mapping[str, Voice]
    figures: tuple[Figure, ...]
    differences: tuple[Difference, ...]


def account_of(claims: Sequence[Record], given: Telling) -> Account:
    """What the claims of an incident are read to say, before it is added up."""
    ordered = sorted(claims, key=page_order)
    spoken = voices([*ordered, *given.beside], given.copies, given.agencies)
    figures = read_figures(ordered, spoken, given.copies)
    return Account(tuple(ordered), spoken, tuple(figures), tuple(differences(ordered, figures, spoken)))


def incident_line(incident: str, claims: Sequence[Record], given: Telling) -> dict[str, JSON]:
    """One line of `sitrep incidents`."""
    return line_of_account(incident, account_of(claims, given), given)


def line_of_account(incident: str, account: Account, given: Telling) -> dict[str, JSON]:
    """The line of an incident whose claims are read already, for those who need what was read beside the line."""
    parties = accused_parties(account.claims)
    own = {voice.key for voice in account.spoken.values() if voice.country in parties or voice.key in parties}
    counting = Counting(given.rule, given.order, frozenset(own), given.team)
    accused = _accused(account, parties, given)
    sources = independent(account.claims, account.spoken)
    return {
        "id": incident,
        "merged": [name for name, target in sorted(given.linking.redirects.items()) if target == incident],
        **telling(account.claims),
        "quantities": quantities(account.figures, counting),
        "claims": [text_at(claim, "id") for claim in account.claims],
        "documents": _documents(incident, account.claims, given),
        "independent_sources": len(sources),
        "speakers": _speakers(sources, account.spoken),
        "contradictions": contradictions(account.differences, account.spoken),
        "accused_position": accused[0]["position"] if accused else "not_searched",
        "accused": [*accused],
        "silent_sources": silent_sources([*account.claims, *_silences(given.beside)], account.spoken),
        "first_claim": _first_claim(account, given),
        "review": dict(given.review),
    }


def incident_relations(claims: Sequence[Record], given: Telling) -> list[dict[str, JSON]]:
    """How the claims of an incident stand to each other: lines of the schema `relation`."""
    account = account_of(claims, given)
    return relations(account.claims, account.figures, account.differences, account.spoken, given.copies)


def _silences(claims: Sequence[Record]) -> list[Record]:
    return [claim for claim in claims if silence_of(claim)]


def _accused(account: Account, parties: Sequence[str], given: Telling) -> list[dict[str, JSON]]:
    """The position of each side that the incident is laid to, the one that most claims name first."""
    beside = [c for c in given.beside if silence_of(c) or (c.get("stance") == "denies" and innermost(c))]
    claims = [*account.claims, *beside]
    stances = [(p, position_of(claims, p, account.spoken, searched=given.searched)) for p in parties]
    return [{"party": party, "position": s.position, "claims": [*s.claims]} for party, s in stances]


def _documents(incident: str, claims: Sequence[Record], given: Telling) -> list[JSON]:
    """The pages that tell of an incident, each with whether it is the page's main one."""
    lines = {document_of(claim): claim for claim in reversed(claims)}
    return [
        {
            **{
                key: text_at(lines[name], "document", key)
                for key in ("id", "external_id", "url", "outlet", "published")
            },
            "main": given.linking.mains.get(name) == incident,
            "copy_of": given.copies.get(name),
        }
        for name in sorted(lines)
    ]


def _speakers(sources: Mapping[str, Sequence[str]], spoken: Mapping[str, Voice]) -> list[JSON]:
    """The independent sources by name, with their claims."""
    return [
        {"key": key, "name": spoken[ids[0]].name, "type": spoken[ids[0]].type, "claims": [*ids]}
        for key, ids in sources.items()
    ]


def _first_claim(account: Account, given: Telling) -> JSON:
    """The claim of the page that was first among those at hand, an original before its copies, with what these cover.

    `date` is the day of the page and `said_on` the day when the words were said, where the page tells of it.
    `order_known` is false where another page may have come before: `may_be_first` are those of which one was.
    """
    if not any(day_of(claim) for claim in account.claims):
        return None
    ordered = sorted(
        account.claims, key=lambda c: (order_key(published_of(c)), document_of(c) in given.copies, page_order(c))
    )
    claim = ordered[0] if published_of(ordered[0]) else min(ordered, key=lambda c: day_of(c) or "9999")
    leading = leading_claims(ordered, account.claims, given.copies, given.agencies)
    chain: list[JSON] = [text_at(source, "name") for source in records_at(claim, "sources")]
    return {
        "claim": text_at(claim, "id"),
        "date": (published_of(claim) or day_of(claim) or "")[:DAY],
        "published": published_of(claim),
        "said_on": said_on(claim),
        "order_known": len(leading) == 1 and all(map(published_of, account.claims)),
        "may_be_first": [*leading],
        "speaker": account.spoken[text_at(claim, "id") or ""].name,
        "chain": chain,
        "quotation": text_at(claim, "evidence", "text"),
        "corpus": dict(given.corpus) if given.corpus is not None else coverage(account.claims),
    }
