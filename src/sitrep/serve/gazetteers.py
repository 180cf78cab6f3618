"""The gazetteer of a desk, opened once, for pages that can do without it and for pages that cannot."""

from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import Depends

from sitrep.gazetteer import Gazetteer, default_path, open_gazetteer
from sitrep.model.errors import GazetteerError


def gazetteer() -> Gazetteer | None:
    """The gazetteer, opened once; None where none was built."""
    try:
        return opened(default_path())
    except GazetteerError:
        return None


@lru_cache(maxsize=1)
def opened(path: Path) -> Gazetteer:
    """The gazetteer at a path, opened once. Raises GazetteerError, which says how to build it, where there is none."""
    return open_gazetteer(path)


Places = Annotated[Gazetteer | None, Depends(gazetteer)]
