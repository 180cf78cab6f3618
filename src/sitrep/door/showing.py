"""What a notebook shows of lines and tables: HTML in which every word of a page is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

# As many rows of a table as a notebook shows, and as much of a cell.
SHOWN_ROWS, SHOWN_LETTERS = 10, 120


def shortened(text: str, most: int = SHOWN_LETTERS) -> str:
    """A text on one line, cut with an ellipsis where it is longer than that.

    >>> shortened("36 people were killed", 10)
    '36 people…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def html_facts(caption: str, facts: Iterable[tuple[str, object]]) -> str:
    """A table of two columns: what is said, and of what; facts that are None or empty are left out."""
    rows = (
        f'<tr><th style="text-align:left">{escape(name)}</th><td style="text-align:left">{escape(str(value))}</td></tr>'
        for name, value in facts
        if value not in (None, "")
    )
    return f'<table><caption style="text-align:left">{escape(caption)}</caption>{"".join(rows)}</table>'


def html_table(caption: str, names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with a head; cells that are None are empty, long ones are cut."""
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in names)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<table><caption style="text-align:left">{escape(caption)}</caption><tr>{head}</tr>{body}</table>'


def _cell(value: object) -> str:
    return (
        f'<td style="text-align:left;vertical-align:top">{"" if value is None else escape(shortened(str(value)))}</td>'
    )
