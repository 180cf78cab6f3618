"""How fast sitrep is, as ratios within one run: `make bench-speed`.

Whatever is compared runs in turn over the same documents, round after round, and over many of them fifty at a time,
forwards once and backwards the next time, so that what else the machine does falls on both. Every ratio is of one
round; least, median and most are printed, of processor time and of time on the clock, and the median is held against
its floor. The rows:

- `read`, `pages`: bytes in, claim lines out, against the stock pipeline alone on the same texts: all its components, as
  spaCy loads it, before sitrep sets a matrix product;
- `triage`: the same with `--triage`, and `recall`: the share of the full run's event claims that it finds, by id;
- `glue`: against what a student glues together (glue.py), both from the same HTML;
- `processes`: `sitrep read --jobs 2` against `--jobs 1`, on the clock, less the time that each takes for one article,
  which is that of loading; beside it the whole of both;
- `memory`, `memory-add`: megabytes of the greatest process of `sitrep read` and `sitrep add`;
- `start`: `sitrep --help` against importing spaCy;
- `again`: a first `sitrep add` of made pages against a second one of the same;
- `profile`: where the time of a reading goes, as a table for docs/quality.md.

It needs the packages of requirements-long.txt, and one thread (OMP_NUM_THREADS=1).
"""

import argparse
import gzip
import html
import json
import os
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from figures import BenchError
from made_case import made_pages
from programs import Used, has_option, run_python, run_sitrep
from run import FAILED, ROOT, USAGE, UsageError, complain, find_data
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from speed_rows import ROWS, Figure
from thinc.api import set_current_ops
from timing import Bench, Rounds, measure, measure_in_pieces, measure_parts, open_bench, report_parts

from sitrep.case.attempts import attempts
from sitrep.case.reading import Instruments
from sitrep.ingest import open_sources, read_capture
from sitrep.ingest.formats import HTML, RECORD
from sitrep.model.documents import Capture, Document
from sitrep.model.errors import IngestError
from sitrep.model.identity import sha256_hex
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.grammar.word_forms import word_forms
from sitrep.read.triage.weighing import load_triage
from sitrep.views.claims import claim_lines

SAMPLE = Path("bench") / "incidents" / "news_sample.jsonl.gz"
PAGES = ROOT / "examples" / "pages"
ROUNDS, STARTS, MADE = 5, 11, 5000
# So many articles are read in one way before the next way has its turn.
PIECE = 50
# The pages are few, and a round of them takes two seconds: so many times as many rounds.
PAGE_ROUNDS = 5
STOCK, READ, TRIAGE, GLUE = "stock", "read", "triage", "glue"


@dataclass(frozen=True, slots=True)
class Work:
    """What the rows measure with: the two readers, the sample's captures and file, and how often and how much."""

    bench: Bench
    captures: Sequence[Capture]
    sample: Path
    folder: Path
    rounds: int
    made: int


Measure = Callable[[Work], Iterator[Figure]]


def sample_captures(path: Path, count: int | None) -> list[Capture]:
    """The articles of the sample as lines of JSONL come in."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        contents = [line.encode() for line in islice(lines, count)]
    return [Capture(sha256_hex(c), RECORD, f"sample#{n}", c) for n, c in enumerate(contents)]


def as_html(capture: Capture) -> Capture:
    """An article as a plain web page, for both sides to extract."""
    record = json.loads(capture.content)
    title, date = html.escape(str(record.get("title") or "")), html.escape(str(record.get("date") or "")[:10])
    text = "".join(f"<p>{html.escape(line)}</p>" for line in record["text"].splitlines() if line.strip())
    head = f'<title>{title}</title><meta property="article:published_time" content="{date}">'
    body = f"<article><h1>{title}</h1>{text}</article>"
    content = f'<html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()
    return Capture(sha256_hex(content), HTML, capture.name, content)


def documents_of(captures: Sequence[Capture], instruments: Instruments) -> Iterator[Document]:
    """Yield the documents of captures; those without an article are refused, by whoever reads them."""
    for capture in captures:
        try:
            yield read_capture(capture, instruments.lexicon.furniture)
        except IngestError:
            continue


def read_all(captures: Sequence[Capture], instruments: Instruments) -> None:
    """Bytes in, claim lines out: what `sitrep read` does, less the printing. No block or word is remembered."""
    forget(instruments)
    read_on(captures, instruments)


def read_on(captures: Sequence[Capture], instruments: Instruments) -> None:
    """Read further captures: blocks and words are remembered from those before."""
    for attempt in attempts(captures, instruments, instruments.origin()):
        for line in claim_lines(attempt.reading) if attempt.reading is not None else ():
            json.dumps(line, ensure_ascii=False)


def forget(instruments: Instruments) -> None:
    """Take from the parser what it remembers of blocks and words: each round begins as a new process does."""
    if isinstance(instruments.parser, SpacyParser):
        instruments.parser.blocks.clear()
        instruments.parser.forms.clear()
        forget_lemmas(instruments.parser.nlp)


def forget_lemmas(nlp: Language) -> None:
    """Take from a pipeline the lemmas that it remembers, by word and class: a new process has none."""
    lemmatizer = nlp.get_pipe("lemmatizer")
    if isinstance(lemmatizer, Lemmatizer):
        lemmatizer.cache.clear()


def stock_over(bench: Bench, texts: Sequence[str], *, begins: bool = True) -> Callable[[], None]:
    """The stock pipeline over whole texts, with the matrix product that it comes with.

    Where a round `begins`, the lemmas that it remembers are forgotten, as those of the reader are.
    """

    def stock() -> None:
        if begins:
            forget_lemmas(bench.stock)
        set_current_ops(bench.stock_ops)
        for _ in bench.stock.pipe(texts):
            pass
        set_current_ops(bench.ops)

    return stock


def with_triage(bench: Bench) -> Instruments:
    """The reader with triage. It remembers blocks and words for itself, not those that the other has read."""
    instruments = bench.instruments
    parser = replace(bench.parser, blocks=OrderedDict(), forms=word_forms(bench.parser.nlp))
    return replace(instruments, parser=parser, triage=load_triage(instruments.lexicon, parser.lemmas))


def ratios(name: str, rounds: Rounds, slow: str, fast: str) -> Figure:
    """How many times as fast one way is as another, round by round."""
    cpu = [found[slow].cpu / found[fast].cpu for found in rounds]
    return Figure(name, cpu, [found[slow].wall / found[fast].wall for found in rounds])


def reading(work: Work) -> Iterator[Figure]:
    """The full reading and that with triage, in the same rounds."""
    bench, triage = work.bench, with_triage(work.bench)
    pieces = [work.captures[start : start + PIECE] for start in range(0, len(work.captures), PIECE)]
    ways = {
        STOCK: [
            stock_over(bench, texts_of(piece, bench.instruments), begins=at == 0) for at, piece in enumerate(pieces)
        ],
        READ: pieces_read(pieces, bench.instruments),
        TRIAGE: pieces_read(pieces, triage),
    }
    rounds = measure_in_pieces(ways, work.rounds)
    yield ratios("read", rounds, STOCK, READ)
    yield ratios("triage", rounds, STOCK, TRIAGE)


def pieces_read(pieces: Sequence[Sequence[Capture]], instruments: Instruments) -> list[Callable[[], None]]:
    """Reading, piece by piece, as one process does: what was remembered is forgotten before the first."""
    return [partial(read_on if at else read_all, piece, instruments) for at, piece in enumerate(pieces)]


def texts_of(captures: Sequence[Capture], instruments: Instruments) -> list[str]:
    """The texts of the articles in some captures."""
    return [document.text for document in documents_of(captures, instruments)]


def recall(work: Work) -> Iterator[Figure]:
    """The share of the event claims of the full reading that triage leaves, by id."""
    full, kept = (event_ids(work.captures, i) for i in (work.bench.instruments, with_triage(work.bench)))
    yield Figure("recall", [len(full & kept) / len(full)], [])


def event_ids(captures: Sequence[Capture], instruments: Instruments) -> set[str]:
    """The ids of all claims of happenings."""
    forget(instruments)
    found = (attempt.reading for attempt in attempts(captures, instruments, instruments.origin()))
    return {claim.id for reading in found if reading for claim in reading.claims if claim.event is not None}


def pages(work: Work) -> Iterator[Figure]:
    """The full reading of the project's own pages."""
    bench = work.bench
    captures = [found for found in open_sources([str(PAGES)]) if isinstance(found, Capture)]
    texts = texts_of(captures, bench.instruments)
    ways = {STOCK: stock_over(bench, texts), READ: lambda: read_all(captures, bench.instruments)}
    yield ratios("pages", measure(ways, PAGE_ROUNDS * work.rounds), STOCK, READ)


def glue(work: Work) -> Iterator[Figure]:
    """The full reading of web pages against the student's glue, on its own pipeline and matrix product."""
    from glue import load_points, read_glued  # noqa: PLC0415 - only this row needs its packages

    bench, points = work.bench, load_points()
    captures = [as_html(capture) for capture in work.captures]
    contents = [capture.content for capture in captures]

    def glued() -> None:
        forget_lemmas(bench.stock)
        set_current_ops(bench.stock_ops)
        for _ in read_glued(contents, bench.stock, points):
            pass
        set_current_ops(bench.ops)

    ways = {GLUE: glued, READ: lambda: read_all(captures, bench.instruments)}
    yield ratios("glue", measure(ways, work.rounds), GLUE, READ)


def in_turn(rounds: int, *ways: Callable[[], Used]) -> list[list[Used]]:
    """What each command used in each round, their order turned round by round."""
    found = []
    for number in range(rounds):
        order = ways if number % 2 == 0 else ways[::-1]
        used = [way() for way in order]
        found.append(used if number % 2 == 0 else used[::-1])
    return found


def processes(work: Work) -> Iterator[Figure]:
    """Two processes against one, on the clock, less what each takes for one article: loading is no reading.

    The second column is the whole command, loading included.
    """
    if not has_option("read", "--jobs"):
        print("processes   NOT MEASURED: `sitrep read` has no option --jobs", file=sys.stderr)
        return
    whole, one = work.folder / "whole.jsonl", work.folder / "one.jsonl"
    for path, captures in ((whole, work.captures), (one, work.captures[:1])):
        path.write_bytes(b"".join(capture.content for capture in captures))
    ways = [lambda n=n, p=p: run_sitrep("read", "--jobs", n, p) for p in (whole, one) for n in ("1", "2")]
    rounds = [[used.wall for used in found] for found in in_turn(work.rounds, *ways)]
    reading = [(one - start) / (two - began) for one, two, start, began in rounds]
    yield Figure("processes", reading, [one / two for one, two, _, _ in rounds])


def memory(work: Work) -> Iterator[Figure]:
    """The greatest process of `read`, and of `add` into a new case."""
    case = work.folder / "memory"
    run_sitrep("init", case)
    yield Figure("memory", [run_sitrep("read", work.sample).megabytes], [])
    yield Figure("memory-add", [run_sitrep("add", case, work.sample).megabytes], [])


def start(work: Work) -> Iterator[Figure]:
    """The help against importing spaCy."""
    rounds = in_turn(max(STARTS, work.rounds), lambda: run_sitrep("--help"), lambda: run_python("-c", "import spacy"))
    yield Figure("start", [told.cpu / spacy.cpu for told, spacy in rounds], [a.wall / b.wall for a, b in rounds])


def again(work: Work) -> Iterator[Figure]:
    """The first `add` of made pages into a case, and the second of the same."""
    case, source = work.folder / "again", work.folder / "made.jsonl"
    source.write_text("".join(json.dumps(page) + "\n" for page in made_pages(work.made)), encoding="utf-8")
    run_sitrep("init", case)
    first, second = run_sitrep("add", case, source), run_sitrep("add", case, source)
    yield Figure("again", [first.wall / second.wall], [first.cpu / second.cpu])


def profile(work: Work) -> Iterator[Figure]:
    """Print where the time of a reading goes."""
    documents = list(documents_of(work.captures, work.bench.instruments))
    print("\n".join(report_parts(measure_parts(work.bench, documents, work.rounds))), flush=True)
    yield from ()


MEASURES: Mapping[str, Measure] = {
    "read": reading,
    "triage": reading,
    "recall": recall,
    "pages": pages,
    "glue": glue,
    "processes": processes,
    "memory": memory,
    "memory-add": memory,
    "start": start,
    "again": again,
    "profile": profile,
}


def parse_options(argv: Sequence[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="bench/speed.py", description="Measure speed and memory as ratios.")
    parser.add_argument("--shared", metavar="PATH", help="the folder with the data; else SITREP_SHARED, else ../shared")
    parser.add_argument("--only", action="append", choices=list(ROWS), help="one row; may be repeated")
    parser.add_argument("--rounds", metavar="N", type=int, default=ROUNDS)
    parser.add_argument("--documents", metavar="N", type=int, help="so many articles of the sample, not all")
    parser.add_argument("--pages", metavar="N", type=int, default=MADE, help=f"made pages to add (default {MADE})")
    parser.add_argument("--json", metavar="PATH", type=Path, help="write the figures there too")
    return parser.parse_args(argv)


def find_sample(option: str | None) -> Path:
    """The sample in the shared folder; UsageError where it is not, or where more threads than one would be measured."""
    sample = find_data(option, ROOT, ()) / SAMPLE
    if not sample.is_file():
        raise UsageError(f"the sample is not here: no file {sample}")
    if os.environ.get("OMP_NUM_THREADS") != "1":
        raise UsageError("set OMP_NUM_THREADS=1, as `make bench-speed` does: idle threads would be measured too")
    return sample


def measured(work: Work, wanted: Sequence[str]) -> Iterator[Figure]:
    """Yield the figures of the wanted rows, each printed as it comes."""
    for way in dict.fromkeys(MEASURES[name] for name in wanted):
        for figure in way(work):
            if figure.name in wanted:
                print(figure.line(), flush=True)
                yield figure


def main(argv: Sequence[str]) -> int:
    """Measure and print; the exit status: 1 where a floor is missed, 2 where the data or the one thread is missing."""
    options = parse_options(argv)
    try:
        sample = find_sample(options.shared)
        with tempfile.TemporaryDirectory() as folder:
            captures = sample_captures(sample, options.documents)
            work = Work(open_bench(), captures, sample, Path(folder), options.rounds, options.pages)
            print(f"{len(captures)} articles, {work.bench.parser.name}, {options.rounds} rounds; least, median, most")
            figures = list(measured(work, options.only or list(ROWS)))
    except UsageError as error:
        return complain(str(error), USAGE)
    except BenchError as error:
        return complain(str(error), FAILED)
    if options.json:
        rows = [{**asdict(f), "value": f.value, "verdict": f.verdict(), **asdict(ROWS[f.name])} for f in figures]
        options.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return FAILED if any(f.verdict() == "MISSED" for f in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
