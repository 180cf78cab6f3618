"""PDF files for the tests, made anew each time."""

from collections.abc import Mapping, Sequence

# A line: how far from the left and from the bottom of the page it stands, and its words.
Placed = tuple[int, int, str]
SIZE = 11


def pdf(pages: Sequence[Sequence[Placed]], info: Mapping[str, str] | None = None, extra: str = "") -> bytes:
    """A PDF with some lines on each page, and what it says of itself; `extra` goes into its trailer."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    told = "".join(f"/{key} ({value}) " for key, value in (info or {}).items())
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(stream("\n".join(drawn(*line) for line in lines)))
    objects.append(f"<< {told}>>")
    return assembled(objects, f"/Info {len(objects)} 0 R {extra}")


def stream(content: str, keys: str = "") -> str:
    """A stream with its length."""
    return f"<< /Length {len(content.encode('cp1252'))} {keys}>>\nstream\n{content}\nendstream"


def drawn(left: int, bottom: int, words: str) -> str:
    """One line, drawn."""
    quoted = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {SIZE} Tf 1 0 0 1 {left} {bottom} Tm ({quoted}) Tj ET"


def assembled(objects: Sequence[str], trailer: str) -> bytes:
    """A file of some objects, numbered from 1; the first is the catalog."""
    whole, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(whole))
        whole += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    start = len(whole)
    ends = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    return whole + f"{ends}<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()


def lines_from(top: int, *words: str, left: int = 72, step: int = 14) -> list[Placed]:
    """Lines one below the other."""
    return [(left, top - n * step, line) for n, line in enumerate(words)]
