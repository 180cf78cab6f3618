"""Words as data: every word list that a reader uses, loaded once, checked, frozen."""

from sitrep.lexicon.loading import load_lexicon
from sitrep.lexicon.tables import TABLES, Lexicon

__all__ = ["TABLES", "Lexicon", "load_lexicon"]
