"""The desk as a web application: pages for people, the same data as JSON at the same address with `.json`."""

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from sitrep import __version__
from sitrep.desk.desks import Desk
from sitrep.serve.accounts import entering
from sitrep.serve.accounts.gate import Gate
from sitrep.serve.failures import REFUSALS, answer_failures
from sitrep.serve.guards import Guard, new_secret
from sitrep.serve.pages import Serving, new_templates
from sitrep.serve.routes import ROUTERS

FOLDER = Path(str(files("sitrep.serve")))


def create_app(desk: Desk, serving: Serving | None = None) -> FastAPI:
    """The application of a desk.

    Every page is data at its address with `.json`, which `/openapi.json` documents. Nothing it sends asks a browser for
    anything from another host; the headers forbid it too.
    """
    app = FastAPI(
        title="sitrep desk",
        version=__version__,
        description=f"The case {desk.case.path.name}: claims, incidents and what people judged of them.",
        docs_url=None,
        responses=REFUSALS,
        redoc_url=None,
    )
    app.state.desk = desk
    app.state.serving = serving = serving or Serving()
    app.state.hosts, app.state.is_secure = serving.hosts, serving.is_secure
    app.state.secret = new_secret()
    app.state.templates = new_templates(FOLDER / "templates")
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    app.mount("/vendor", StaticFiles(directory=FOLDER / "vendor", check_dir=False), name="vendor")
    answer_failures(app)
    if serving.accounts is not None:
        app.include_router(entering.router)
        app.add_middleware(Gate, accounts=serving.accounts)
    # The last one stands outermost.
    app.add_middleware(Guard)
    return app
