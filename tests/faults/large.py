"""Many pages to the end within memory, killed twice in mid-run and resumed: `make test-large`.

`python -m tests.faults.large --pages 50000 --jobs 2 FOLDER` writes so many invented pages, runs `sitrep add` on them in
a process of its own, kills that with `kill -9` at a third and at two thirds, and lets the third run come to its end.
Then it checks that every page is there once with all that was read in it, and adds everything again. It may be stopped
and called again with the same folder: it goes on. The last line is a row for a table.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.faults.accounts import assert_whole, digest, lines_in, lines_of_pages
from tests.faults.killing import family, wait_for_end
from tests.faults.scene import invented_page

LIMIT_MB = 900
SAMPLE = 60
SEED = 50_000
POLL_SECONDS, TOLD_SECONDS = 0.5, 15


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {text}\n")
    sys.stdout.flush()


def sitrep(*words: str) -> list[str]:
    """The command line as a process of its own."""
    return [sys.executable, "-c", "from sitrep.cli import main; main()", *words]


def takes_jobs() -> bool:
    """Whether `sitrep add` knows `--jobs`."""
    told = subprocess.run(sitrep("add", "--help"), capture_output=True, text=True, check=True).stdout
    return "--jobs" in told


def peak_mb(process: int) -> float:
    """The most memory that a process ever had, in MB; 0 where it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0]) / 1024 if found else 0.0


def read_so_far(case: Path) -> int:
    """How many pages have been read."""
    with closing(sqlite3.connect(f"{(case / 'case.sqlite').as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
        return int(connection.execute("SELECT count(*) FROM readings").fetchone()[0])


def run_add(case: Path, pages: Path, jobs: int, kill_at: int | None) -> tuple[int, float, str]:
    """A run of `add` that is killed when so many pages are read: its status, the highest peak of its processes in MB,
    and what it said."""
    words = ["add", str(case), str(pages), *(["--jobs", str(jobs)] if jobs > 1 else [])]
    with (case.parent / "said.err").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(sitrep(*words), stdout=subprocess.DEVNULL, stderr=said, start_new_session=True)
        peak, told, first = 0.0, time.monotonic(), read_so_far(case)
        while process.poll() is None:
            peak = max([peak, *map(peak_mb, family(process.pid))])
            done = read_so_far(case)
            if kill_at is not None and done >= kill_at:
                os.kill(process.pid, signal.SIGKILL)
                process.wait()
            elif time.monotonic() - told > TOLD_SECONDS:
                say(f"{done} read, {(done - first) / (time.monotonic() - told):.1f} pages/s, peak {peak:.0f} MB")
                told, first = time.monotonic(), done
            time.sleep(POLL_SECONDS)
        wait_for_end(process.pid)
        said.seek(0)
        return process.returncode, peak, said.read()


def write_pages(path: Path, count: int) -> None:
    """So many pages, one JSON object a line, unless they are there."""
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(invented_page(number)) + "\n" for number in range(count))
        part.replace(path)


def assert_complete(case: Path, count: int) -> None:
    """Every page is there once."""
    with closing(sqlite3.connect(case / "case.sqlite")) as connection:
        for table in ("captures", "documents", "readings"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == count, table  # noqa: S608
        assert connection.execute("SELECT count(DISTINCT id) FROM documents").fetchone()[0] == count
        assert connection.execute("SELECT count(*) FROM refusals").fetchone()[0] == 0
        assert connection.execute("SELECT count(*), count(DISTINCT record) FROM claims").fetchall()[0][0] > 0
    assert sum(file.suffix != ".part" for file in (case / "archive").glob("*/*")) == count
    assert_whole(case)


def assert_sample(case: Path, folder: Path, count: int) -> None:
    """Some pages have the claims that a run nobody disturbs finds in them."""
    numbers = sorted(random.Random(SEED).sample(range(count), min(SAMPLE, count)))  # noqa: S311  # no secret
    alone, pages = folder / "sample", folder / "sample.jsonl"
    shutil.rmtree(alone, ignore_errors=True)
    pages.write_text("".join(json.dumps(invented_page(n)) + "\n" for n in numbers), encoding="utf-8")
    subprocess.run(sitrep("init", str(alone)), check=True, capture_output=True)
    subprocess.run(sitrep("add", str(alone), str(pages)), check=True, capture_output=True)
    names = {invented_page(number)["id"] for number in numbers}
    assert lines_of_pages(case, names) == lines_in(alone)


def main() -> None:
    """Run it to the end."""
    parser = argparse.ArgumentParser(prog="tests.faults.large")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=50_000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    folder, count = options.folder.resolve(), options.pages
    folder.mkdir(parents=True, exist_ok=True)
    jobs = options.jobs if takes_jobs() else 1
    case, pages, notes = folder / "case", folder / "pages.jsonl", folder / "notes.json"
    write_pages(pages, count)
    subprocess.run(sitrep("init", str(case)), check=True, capture_output=True)
    noted = json.loads(notes.read_text()) if notes.exists() else {"kills": 0, "peak": 0.0, "seconds": 0.0}
    chance = random.Random(SEED)  # noqa: S311  # moments, no secret
    moments = [int(count * (third + chance.random() / 12)) for third in (0.3, 0.6)]
    while read_so_far(case) < count:
        kill_at = next((moment for moment in moments[noted["kills"] :] if moment > read_so_far(case)), None)
        say(f"add from {read_so_far(case)} of {count} pages, jobs {jobs}, to be killed at {kill_at}")
        begun = time.monotonic()
        status, peak, told = run_add(case, pages, jobs, kill_at)
        noted["peak"] = max(noted["peak"], peak)
        noted["seconds"] += time.monotonic() - begun
        noted["kills"] += status == -signal.SIGKILL
        notes.write_text(json.dumps(noted))
        assert status in (0, -signal.SIGKILL), told
        say(f"status {status}, {read_so_far(case)} read")
    say("checking every page, the archive, the log")
    assert_complete(case, count)
    assert_sample(case, folder, count)
    before, begun = digest(case), time.monotonic()
    status, peak, told = run_add(case, pages, jobs, None)
    again = time.monotonic() - begun
    assert status == 0, told
    assert f"0 read, {count} skipped, 0 refused" in told.replace("\n", " "), told
    assert digest(case) == before, "adding everything again adds nothing"
    noted["peak"] = max(noted["peak"], peak)
    assert noted["peak"] <= LIMIT_MB, noted
    say(
        f"| {count} pages | jobs {jobs} | killed {noted['kills']} times | {noted['seconds']:.0f} s | "
        f"peak {noted['peak']:.0f} MB a process | added again {again:.0f} s | lost 0, doubled 0 |"
    )


if __name__ == "__main__":
    main()
