"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import listings, overview

ROUTERS: tuple[APIRouter, ...] = (overview.router, listings.router)
