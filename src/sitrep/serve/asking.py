"""The filters in an address, as what lists, map and timeline are asked for."""

from typing import Annotated, Any

from fastapi import Depends, Request

from sitrep.desk.charts.filters import FIELDS, Asked, parse_filters, spelled
from sitrep.serve.gazetteers import Places

# Nothing is counted further; SQLite would refuse what does not fit into eight bytes.
MOST = 10**9
# How the description of the data names them.
FILTERS: dict[str, Any] = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "description": said, "schema": {"type": "string"}}
        for name, said in FIELDS.items()
    ]
}


def asked_of(request: Request, places: Places) -> Asked:
    """The filters in a request's address, with the other spellings of their place."""
    return spelled(parse_filters(request.url.query), places)


AskedFor = Annotated[Asked, Depends(asked_of)]
