"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import listings, overview, review

ROUTERS: tuple[APIRouter, ...] = (overview.router, listings.router, review.router)
