"""Checks this evidence bundle offline: `python3 -I verify.py`, or `python3 -I verify.py FOLDER`. Writes nothing.

It needs Python 3.9 or later and nothing else. Exit status: 0 all holds, 1 not, and each fault is named.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)?\Z")
MANIFEST, SUMS, BEGINNING, BARE = "manifest.json", "SHA256SUMS", "0" * 64, {"number", "previous", "hash"}
WRONG = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def counted(value: Any) -> str:
    """The SHA-256 of a JSON value in its one spelling: keys sorted, no spaces."""
    spelt = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(spelt.encode("utf-8", "surrogatepass"))


def once(pairs: Any) -> Any:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return dict(pairs)


def parsed(data: bytes) -> Any:
    return dict(json.loads(data.decode("utf-8"), object_pairs_hook=once))


def spans_in(value: Any, path: str = "") -> Iterator[Any]:
    """Yield the path of every span of a claim, such as event.places.0.span, and the span."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if isinstance(value, dict) and {"start", "end", "text"} <= value.keys():
        yield path, value
    for key, item in inner:
        yield from spans_in(item, f"{path}.{key}" if path else str(key))


class Bundle:
    def __init__(self, root: str) -> None:
        self.root, self.faults = Path(root).resolve(), []  # type: Path, list[str]
        self.manifest, self.pages, self.texts = {}, {}, {}  # type: Any, Any, Any

    def need(self, holds: bool, where: str, otherwise: str) -> None:
        if not holds:
            self.faults.append(f"FAULT {where}: {otherwise}")

    def read(self, name: str) -> bytes:
        """The bytes of a file of the bundle: no link, nothing outside the folder."""
        path = self.root / name
        if PLAIN.match(name) and path.resolve() == path and path.is_file():
            return path.read_bytes()
        raise ValueError("is missing, or no plain file inside the folder: it was not opened")

    def each(self, name: str, check: Callable[[str, Any], None]) -> int:
        """Check every line of a file, which is a JSON object; how many there are."""
        lines = self.read(name).split(b"\n")
        self.need(lines.pop() == b"", name, "its last line is cut off")
        for number, line in enumerate(lines, 1):
            try:
                check(f"{name} line {number}", parsed(line))
            except WRONG as error:
                self.need(False, f"{name} line {number}", f"cannot be checked: {type(error).__name__} {error}")
        return len(lines)

    def check_files(self) -> str:
        """Every hash and size; no file more or less than the manifest lists; no path that leaves the folder."""
        self.manifest = parsed(self.read(MANIFEST))
        listed = self.manifest["files"]
        for name, said in listed.items():
            try:
                data = self.read(name)
                same = len(data) == said["size"] and sha256(data) == said["sha256"]
                self.need(same, name, "changed: its size or SHA-256 is not that of the manifest")
                self.need("/" not in name or Path(name).stem == sha256(data), name, "is not what its name says")
            except WRONG as error:
                self.need(False, name, f"stands in the manifest and {error}")
        there = [one for one in self.root.rglob("*") if one.is_symlink() or not one.is_dir()]
        for name in sorted({one.relative_to(self.root).as_posix() for one in there} - {*listed, MANIFEST, SUMS}):
            self.need(False, name, "is in the folder, and the manifest does not list it")
        sums = {**{name: said["sha256"] for name, said in listed.items()}, MANIFEST: sha256(self.read(MANIFEST))}
        due = "".join(f"{sums[name]}  {name}\n" for name in sorted(sums)).encode("utf-8")
        self.need(self.read(SUMS) == due, SUMS, "is not what the manifest says, or manifest.json changed")
        return f"{len(there)} files, {len(listed)} of them listed in the manifest"

    def check_pages(self) -> str:
        """Each page is named after its original, and has a text and a capture record."""
        captured = set()  # type: set[str]

        def page(where: str, line: Any) -> None:
            self.pages[line["id"]], original = line, line["original"]
            named = line["id"] == "d-" + counted([line["sha256"]])[:16] and original == "originals/" + line["sha256"]
            self.need(named and original in self.manifest["files"], where, f"its original is not {original}")
            text, name = self.read(line["text"]), line["text"]
            self.need(name == f"texts/{sha256(text)}.txt", where, f"{name} is not the text that its name says")
            self.texts[line["id"]] = text.decode("utf-8", "surrogatepass")

        count = self.each("pages.jsonl", page)
        records = self.each("captures.jsonl", lambda _, line: captured.add(line["sha256"]))
        for line in self.pages.values():
            self.need(line["sha256"] in captured, "captures.jsonl", f"no line says how {line['original']} was captured")
        used = {line[key] for line in self.pages.values() for key in ("original", "text")}
        for name in self.manifest["files"]:
            self.need("/" not in name or name in used, name, "belongs to no line of pages.jsonl")
        return f"{count} pages with original and text, {records} capture records"

    def check_claims(self) -> str:
        """Every span of every claim quotes exactly its text; the claims are those of the incident, all of them."""
        incident, claims, spans = parsed(self.read("incident.json")), [], []

        def claim(where: str, line: Any) -> None:
            claims.append(line["id"])
            page, text = self.pages[line["document"]["id"]], self.texts[line["document"]["id"]]
            self.need(line["document"]["sha256"] == page["sha256"], where, "names another original than its page")
            judged = tuple(one["field"] + "." for one in line.get("judged", ()))
            for path, span in spans_in({key: value for key, value in line.items() if key != "judged"}):
                if f"{path}.".startswith(judged):
                    continue  # a person put another value there, which quotes nothing; the log says so
                spans.append(path)
                before, quoted, after = span.get("prefix", ""), span["text"], span.get("suffix", "")
                start, end = span["start"] - len(before), span["end"] + len(after)
                same = 0 <= start <= end <= len(text) and text[start:end] == before + quoted + after
                self.need(same, where, f"{path} quotes what does not stand at {span['start']} to {span['end']}")
            content = [{key: value for key, value in line.items() if key != "record"}]
            same = bool(judged) or "withheld" in line or line["record"] == "r-" + counted(content)[:16]
            self.need(same, where, f"its content is not that of its record {line['record']}")

        self.each("claims.jsonl", claim)
        same = sorted(claims) == sorted(incident["claims"]) and len(claims) == self.manifest["claims"]
        self.need(same, "claims.jsonl", f"differ from the incident's: {sorted(set(claims) ^ set(incident['claims']))}")
        self.need(incident["id"] == self.manifest["incident"], "incident.json", "is not the incident of the manifest")
        return f"{len(claims)} claims, {len(spans)} spans that quote their texts"

    def check_log(self) -> str:
        """The entries of the log in order, none missing, each with the hash of the one before; shown ones whole."""
        said, shown, last, gone = self.manifest["log"], {}, [0, BEGINNING], {}  # type: Any, Any, Any, Any

        def entry(where: str, line: Any) -> None:
            number, due = line["number"], last[0] + 1
            follows = number == due and line["previous"] == last[1]
            self.need(follows, where, f"entry {number} does not follow on {due - 1}: missing, reordered or changed")
            last[:] = [number, line["hash"]]
            shown.update({} if set(line) == BARE else {number: line})
            for one in (line.get("tombstone") or {}).get("lines", ()):
                if one["number"] < number:
                    gone.setdefault(one["number"], []).append(one)

        self.each("log.jsonl", entry)
        same = last == [said["lines"], said["head"]] and sorted(shown) == said["shown"]
        self.need(same, "log.jsonl", "does not end, or show the entries, as the manifest says")
        for number, line in shown.items():
            for what in entry_faults(line, gone.get(number, [])):
                self.need(False, f"log.jsonl line {number}", what)
        return f"{last[0]} entries in order, {len(shown)} of them shown"


def entry_faults(line: Any, erased: Any) -> Iterator[str]:
    """Yield what is wrong with a shown entry; `erased` is what later ones say they took from it."""
    left, salts = json.loads(json.dumps(line)), line.get("salts", {})
    for name in ("hash", "erased_by", "salts") if "digests" in line else ("hash", "erased_by"):
        left.pop(name, None)
    for path, digest in line.get("digests", {}).items():
        home, (*keys, last) = left, path.split(".")
        for key in keys:
            home = home[int(key)] if isinstance(home, list) else home[key]
        if path in salts and sha256((salts[path] + home[last]).encode("utf-8", "surrogatepass")) != digest:
            yield f"its {path} is not what was written: the digest differs"
        if path not in salts and (home[last] is not None or not any(path in one["texts"] for one in erased)):
            yield f"its {path} is gone, and no later entry says that it was erased"
        home[last] = None
    if counted(left) != (erased[-1]["hash"] if erased and "digests" not in line else line["hash"]):
        yield "changed: its content is not that of its hash"


def main() -> int:
    bundle = Bundle(sys.argv[1] if len(sys.argv) > 1 else str(Path(__file__).resolve().parent))
    for name in ("files", "pages", "claims", "log"):
        faults, told = len(bundle.faults), "not checked to the end"
        try:
            told = getattr(bundle, f"check_{name}")()
        except WRONG as error:
            bundle.need(False, name, f"cannot be checked: {type(error).__name__} {error}")
        print(f"{name:7} {'ok' if len(bundle.faults) == faults else 'FAULT':6} {told}")
    faulty = "\n".join(ascii(fault)[1:-1] for fault in bundle.faults)
    print(faulty or "all holds; the SHA-256 of SHA256SUMS is " + sha256(bundle.read(SUMS)))
    return 1 if bundle.faults else 0


if __name__ == "__main__":
    sys.exit(main())
