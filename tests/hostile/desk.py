"""The desk under requests that a schema of it makes up: all its addresses, all checks, links followed.

A case of the example pages is made, served on loopback, and asked by schemathesis, and with forms that carry a good
token and nonsense. Ends with a status of 1 where the desk failed inside even once.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from sitrep.serve.routes import ROUTERS

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "examples" / "pages"
RUN = (sys.executable, "-c", "from sitrep.cli import main; main()")
PATIENCE = 240.0
SOME_REFUSED = 3
TOKEN = re.compile(r'name="token" value="([^"]+)"')
NONSENSE = (
    "",
    "\0",
    "\ud800".encode("utf-16-le", "surrogatepass").decode("latin-1"),
    "9" * 5000,
    "-1",
    "²",
    "٣",
    "1e999",
    "nan",
    "[]",
    "{}",
    "../../etc/passwd",
    "i-nothing",
    "x" * 100_000,
    "' OR 1=1 --",
    '"',
    "*",
    "(",
    "NEAR(",
    "a:b",
    "\u202e",
    "é" * 300,
    "2015-12-22",
    "9999-99-99",
    "0",
    "1.5",
    "1,2,3,4",
    "nan,nan,nan,nan",
    "<script>",
    "%",
    "%00",
    "AND",
    "killed ²",
    "accept",
    "grade",
)


@contextmanager
def desk(case: Path, port: int, log: Path) -> Iterator[str]:
    """A desk of a case on loopback, as its address; stopped at the end."""
    with log.open("wb") as errors:
        process = subprocess.Popen([*RUN, "serve", str(case), "--port", str(port)], cwd=ROOT, stderr=errors)
        address = f"http://127.0.0.1:{port}"
        try:
            await_answer(address, process)
            yield address
        finally:
            process.terminate()
            process.wait()


def await_answer(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a desk answers. Raises RuntimeError when it does not in good time."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            httpx.get(f"{address}/openapi.json", timeout=5.0)
        except httpx.HTTPError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError("the desk did not answer; read its log")


def make_case(path: Path) -> Path:
    """A linked case of the example pages."""
    for words in (("init", str(path)), ("add", str(path), str(PAGES)), ("link", str(path))):
        done = subprocess.run([*RUN, *words], cwd=ROOT, check=False, capture_output=True, text=True)
        if done.returncode not in (0, SOME_REFUSED):
            raise RuntimeError(f"sitrep {words[0]} ended with status {done.returncode}: {done.stderr[-600:]}")
    return path


def schema_run(address: str, examples: int, seconds: int, report: Path) -> str:
    """What schemathesis says of a desk. Raises RuntimeError when it did not run to its end."""
    command = [
        str(Path(sys.executable).parent / "st"),
        "run",
        f"{address}/openapi.json",
        "--checks",
        "all",
        "--mode",
        "all",
        "--phases",
        "examples,coverage,fuzzing,stateful",
        "--max-examples",
        str(examples),
        "--seed",
        "8",
        "--no-color",
        "--continue-on-failure",
        "--max-time",
        str(seconds),
        "--request-timeout",
        "30",
        "--suppress-health-check",
        "all",
        "--generation-database",
        "none",
        "--report",
        "junit",
        "--report-junit-path",
        str(report),
    ]
    done = subprocess.run(command, cwd=report.parent, check=False, capture_output=True, text=True)
    # 1 says that something was found, and what that is stands in the words.
    if done.returncode not in (0, 1) or not report.is_file():
        raise RuntimeError(f"schemathesis ended with status {done.returncode}: {(done.stderr or done.stdout)[-600:]}")
    return done.stdout


def form_run(address: str, count: int) -> Counter[int]:
    """How often the desk answered with each status to forms of good token and nonsense, and to ones without a token."""
    rng = random.Random(8)  # noqa: S311 (the same each time)
    answers: Counter[int] = Counter()
    with httpx.Client(base_url=address, timeout=60.0) as client:
        token = token_of(client)
        forms = list(form_fields())
        for _ in range(count):
            path, fields = rng.choice(forms)
            data = {name: rng.choice(NONSENSE) for name in fields if rng.random() < 0.8}
            data |= {"token": rng.choice((token, token, token, "wrong", ""))}
            filled = re.sub(r"{[^}]*}", lambda _found: rng.choice(("x", "%00", "..", "²", "i-1", "a" * 3000)), path)
            answers[client.post(filled, data=data).status_code] += 1
    return answers


def token_of(client: httpx.Client) -> str:
    """The token of the desk's forms for this client."""
    for page in ("/reviewer", "/review", "/incidents", "/"):
        found = TOKEN.search(client.get(page, follow_redirects=True).text)
        if found:
            return found[1]
    raise RuntimeError("no page of the desk has a form with a token")


def form_fields() -> Iterator[tuple[str, list[str]]]:
    """Yield the addresses that take forms, each with the names of its fields; the schema leaves them out."""
    for route in (route for router in ROUTERS for route in router.routes):
        if isinstance(route, APIRoute) and "POST" in route.methods:
            yield route.path, sorted(set(field_names(route.dependant)))


def field_names(needs: Dependant) -> Iterator[str]:
    """Yield the form fields that an address needs, of itself and of what it depends on."""
    yield from (field.alias for field in needs.body_params)
    for further in needs.dependencies:
        yield from field_names(further)


def main(argv: Sequence[str] | None = None) -> int:
    """Run both; 1 where the desk failed inside."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--case", type=Path, help="a linked case; made of the example pages when left out")
    options.add_argument("--port", type=int, default=28500)
    options.add_argument("--examples", type=int, default=40)
    options.add_argument("--seconds", type=int, default=600)
    options.add_argument("--forms", type=int, default=1000)
    given = options.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        case = given.case or make_case(Path(folder) / "case")
        log = Path(folder) / "desk.log"
        with desk(case, given.port, log) as address:
            answers = form_run(address, given.forms)
            told = schema_run(address, given.examples, given.seconds, Path(folder) / "report.xml")
        failed = log.read_text(encoding="utf-8", errors="replace").count("Traceback (most recent call last)")
    sys.stdout.write(
        told + f"\nforms: {dict(sorted(answers.items()))}\nfailures inside the desk, by its log: {failed}\n"
    )
    wrong = failed or any(status >= 500 for status in answers) or "Server error" in told
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
