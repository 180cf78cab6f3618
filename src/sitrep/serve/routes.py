"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import listings, overview, searches

ROUTERS: tuple[APIRouter, ...] = (overview.router, listings.router, searches.router)
