"""The exceptions sitrep raises, as one tree.

::

    SitrepError
      UsageError          what was asked for cannot be done: exit status 2
      IngestError         a source that cannot be read, with its remedy: becomes a Refusal
        UnreachableError  a page that cannot be had now, and may be later
      OfflineError        a connection that no command but fetch and watch may open
      PlanError           stages that do not fit together
      SpanError           an annotation that does not lie in its text
      LexiconError        a row of a word file that is wrong
      GazetteerError      a place index that is missing, empty or of another build
      ModelError          a language model that is missing or not the pinned one
      CrewError           worker processes that cannot be started
      LedgerError         a case file that is missing, of another schema, or refuses a write
      RoomError           a file that was asked for and for which the disk has no room

Every message says what, where, and what to do.
"""

import errno

# What the system says of a disk, a quota or a limit that is used up.
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class SitrepError(Exception):
    """Anything sitrep refuses to do, in one sentence for people."""


class UsageError(SitrepError):
    """What was asked for cannot be done as asked."""


class IngestError(SitrepError):
    """A source that cannot be read; `reason` says why and `remedy` what to do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}; {remedy}")
        self.reason = reason
        self.remedy = remedy


class UnreachableError(IngestError):
    """A page that cannot be had now, and may be later."""


class OfflineError(SitrepError):
    """A connection that no command but fetch and watch may open."""


class PlanError(SitrepError):
    """Stages whose needs nothing gives."""


class SpanError(SitrepError):
    """An annotation that does not lie in its text."""


class LexiconError(SitrepError):
    """A row of a word file that is wrong: file, line, and what is expected."""


class GazetteerError(SitrepError):
    """A place index that is missing, empty or of another build."""


class ModelError(SitrepError):
    """A language model that is missing or not the pinned one."""


class CrewError(SitrepError):
    """Worker processes that cannot be started."""


class LedgerError(SitrepError):
    """A case file that is missing, of another schema, or refuses a write."""


class RoomError(SitrepError):
    """A file that was asked for and for which the disk has no room."""
