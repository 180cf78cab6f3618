"""All routers in one list."""

from fastapi import APIRouter

from sitrep.serve import incident, listings, log, overview

ROUTERS: tuple[APIRouter, ...] = (overview.router, listings.router, incident.router, log.router)
