"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import listings, maps, overview

ROUTERS: tuple[APIRouter, ...] = (overview.router, listings.router, maps.router)
