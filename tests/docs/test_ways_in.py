"""The five ways in that the README shows, one for each of its users, and the size that it states."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_five_ways_of_five_steps() -> None:
    ways = README.partition("## Five ways in")[2].partition("\n## ")[0].split("\n### ")[1:]
    assert [len(re.findall(r"^\d\. ", way, re.MULTILINE)) for way in ways] == [5] * 5


def test_the_number_of_packages_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"names {len(project['dependencies'])} packages" in README
