"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import listings, overview, reader

ROUTERS: tuple[APIRouter, ...] = (overview.router, listings.router, reader.router)
