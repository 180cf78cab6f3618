"""The entry point that the package declares for spaCy, loaded as spaCy loads it: by what pyproject.toml says.

An editable install that is older than the entry point does not know it yet.
"""

import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path


def load_factory() -> None:
    """Make the component known to spaCy in this process."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    ((name, value),) = project["entry-points"]["spacy_factories"].items()
    EntryPoint(name, value, "spacy_factories").load()
