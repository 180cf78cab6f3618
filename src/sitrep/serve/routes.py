"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import (
    exports,
    helping,
    incident,
    linking,
    listings,
    log,
    maps,
    notes,
    overview,
    public,
    reader,
    review,
    searches,
)

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    linking.router,
    listings.router,
    reader.router,
    public.router,
    incident.router,
    notes.router,
    review.router,
    log.router,
    maps.router,
    searches.router,
    exports.router,
    helping.router,
)
