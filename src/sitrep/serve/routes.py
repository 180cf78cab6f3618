"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import incident, listings, log, maps, overview, reader, review, searches

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    listings.router,
    reader.router,
    incident.router,
    review.router,
    log.router,
    maps.router,
    searches.router,
)
