"""An incident as the public, or a partner, would see it."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from sitrep.export.publishing import published_incident
from sitrep.gazetteer import Gazetteer, default_path
from sitrep.model.identity import JSON
from sitrep.redaction import Audience
from sitrep.serve.gazetteers import opened
from sitrep.serve.incident import Living
from sitrep.serve.pages import AtDesk, paired

router = APIRouter()


class Outside(StrEnum):
    """The profiles of those outside the team."""

    PUBLIC = Audience.PUBLIC
    PARTNER = Audience.PARTNER


def places_needed() -> Gazetteer:
    """The gazetteer, without which nothing is redacted. Raises GazetteerError where there is none."""
    return opened(default_path())


def today() -> date:
    """The day, of UTC, from which the age of events is counted."""
    return datetime.now(UTC).date()


PlacesNeeded = Annotated[Gazetteer, Depends(places_needed)]
Today = Annotated[date, Depends(today)]
Profile = Annotated[Outside, Query(description="Whom it is for.")]


@paired(router, "/incidents/{name}/public", "public.html")
def public(
    desk: AtDesk, name: Living, places: PlacesNeeded, day: Today, profile: Profile = Outside.PUBLIC
) -> dict[str, JSON]:
    """An incident and its claims as the public or a partner may see them, and how much was withheld."""
    return published_incident(desk, name, Audience(profile.value), day, places)
