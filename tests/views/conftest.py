"""The hand-made readings, for the tests of this room."""

from tests.views.handmade import empty_reading, line, reading, statement_line

__all__ = ["empty_reading", "line", "reading", "statement_line"]
