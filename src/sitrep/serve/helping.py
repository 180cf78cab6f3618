"""How the desk keeps people safe, in plain words."""

from fastapi import APIRouter, Request, Response

from sitrep.serve.pages import as_page

router = APIRouter()


@router.get("/help", include_in_schema=False)
def safety(request: Request) -> Response:
    """The page that explains profiles, erasing and hashes. It has no data of its own."""
    return as_page(request, "help.html", {})
