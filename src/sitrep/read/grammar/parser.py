"""What a parser is to the rest of the reading, whoever does the work."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, Self

from sitrep.model.documents import Document
from sitrep.model.parses import Parse

if TYPE_CHECKING:
    from sitrep.read.grammar.written_blocks import BlockStore


class Parser(Protocol):
    """What turns documents into parses: the model, or hand-made parses in a test."""

    @property
    def name(self) -> str:
        """Model and version, as named in records."""

    @property
    def sha256(self) -> str:
        """A digest of the model's weights."""

    def parse(self, document: Document) -> Parse:
        """The readable blocks of a document, parsed."""

    def lemmas(self, word: str) -> frozenset[str]:
        """What a word in lower case may be a form of, and itself."""

    def parse_all(self, documents: Sequence[Document]) -> list[Parse]:
        """The parses of some documents, each as it would be alone; together they take less time."""

    @property
    def maker(self) -> str:
        """All that a parse follows from but its text; another maker may parse otherwise."""

    def keeping(self, store: "BlockStore") -> Self:
        """The same parser, which looks for blocks in a store too, and keeps there what it parses."""
