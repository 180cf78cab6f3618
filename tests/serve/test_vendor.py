"""What others wrote and the pages load: exactly what VENDOR.tsv says, and nothing that asks another host."""

import csv
import re
from hashlib import sha256
from pathlib import Path

import pytest

SERVE = Path(__file__).parents[2] / "src" / "sitrep" / "serve"
VENDOR = SERVE / "vendor"
ROWS = [*csv.DictReader((VENDOR / "VENDOR.tsv").read_text("utf-8").splitlines()[1:], delimiter="\t")]
OWN = sorted([*(SERVE / "static").rglob("*.*"), *(SERVE / "templates").rglob("*.html")])
COMMENT = re.compile(r"/\*.*?\*/|^// https?://\S+.*$|\{#.*?#\}", re.DOTALL | re.MULTILINE)
# Names of markup, and a link in a credit that is never followed by itself.
NAMED = re.compile(r"http://www\.w3\.org/[\w/]+|https://leafletjs\.com")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["file"])
def test_a_vendored_file_is_the_one_that_is_listed(row: dict[str, str]) -> None:
    assert sha256((VENDOR / row["file"]).read_bytes()).hexdigest() == row["sha256"]
    assert all(row.values())


def test_no_vendored_file_is_unlisted() -> None:
    found = {str(p.relative_to(VENDOR)) for p in VENDOR.rglob("*") if p.is_file()}
    assert found == {"VENDOR.tsv", *(row["file"] for row in ROWS)}


def test_each_package_has_its_licence_beside_it_and_in_the_notice() -> None:
    notice = (Path(__file__).parents[2] / "NOTICE").read_text("utf-8").lower()
    for package in {row["package"] for row in ROWS}:
        version = next(row["version"] for row in ROWS if row["package"] == package)
        assert (VENDOR / package / "LICENSE.txt").is_file()
        assert f"{package} {version}" in notice


@pytest.mark.parametrize("path", [*OWN, *VENDOR.rglob("*.js"), *VENDOR.rglob("*.css")], ids=lambda path: path.name)
def test_no_script_style_or_template_names_another_host(path: Path) -> None:
    text = COMMENT.sub("", path.read_text("utf-8", errors="replace"))
    assert not re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}[^\s\"']*", NAMED.sub("", text))


@pytest.mark.parametrize("path", [p for p in OWN if p.suffix == ".html"], ids=lambda path: path.name)
def test_no_template_has_inline_script_or_style(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\son\w+\s*=|\sstyle\s*=|<style|javascript:|\|\s*safe\b", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("path", [p for p in OWN if p.suffix == ".js"], ids=lambda path: path.name)
def test_no_script_of_ours_makes_markup_from_text(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r'(?:\s*//[^\n]*\n|\s*/\*.*?\*/)*\s*"use strict";', text, re.DOTALL)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", text)
