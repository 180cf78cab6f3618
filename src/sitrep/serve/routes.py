"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import listings, maps, overview, searches

ROUTERS: tuple[APIRouter, ...] = (overview.router, listings.router, maps.router, searches.router)
