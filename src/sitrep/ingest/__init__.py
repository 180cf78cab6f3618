"""Ingest: what came in, archived as bytes and read as documents. The only room that may have a network."""

from sitrep.ingest.documents import read_capture
from sitrep.ingest.languages import refuse_language
from sitrep.ingest.lengths import refuse_length
from sitrep.ingest.sources import open_sources

__all__ = ["open_sources", "read_capture", "refuse_language", "refuse_length"]
