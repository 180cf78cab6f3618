"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import listings, maps, overview, reader, searches

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    listings.router,
    reader.router,
    maps.router,
    searches.router,
)
