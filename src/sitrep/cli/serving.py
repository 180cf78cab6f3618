"""`sitrep serve`: the desk in a browser, on this machine's own address."""

import socket
import sys
from typing import Annotated

import typer

from sitrep.case.folders import open_case
from sitrep.cli.cases import CasePath
from sitrep.desk.desks import Desk, refresh
from sitrep.model.errors import UsageError

PORT = 8017
ADDRESS = "127.0.0.1"


def serve(
    case: CasePath,
    *,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port on this machine.")] = PORT,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges, until a browser says otherwise.")] = "",
) -> None:
    """Open a case as a desk in the browser: read, compare, judge. It answers to this machine alone, offline."""
    # What serves is loaded when it is asked for: no other command needs it.
    import uvicorn  # noqa: PLC0415

    from sitrep.serve.app import create_app  # noqa: PLC0415
    from sitrep.serve.pages import Serving  # noqa: PLC0415

    with open_case(case) as opened:
        desk = Desk(opened)
        sys.stderr.write(f"{case}: getting the desk ready ...\n")
        refresh(desk)
        listening = listen(port)
        sys.stderr.write(f"{case}: open http://{ADDRESS}:{port}/ in a browser; Ctrl-C ends it\n")
        sys.stderr.flush()
        app = create_app(desk, Serving(reviewer=by))
        with listening:
            uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])


def listen(port: int) -> socket.socket:
    """A socket that listens on a port of this machine. Raises UsageError where it is taken or may not be had."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((ADDRESS, port))
    except OSError as error:
        listening.close()
        raise UsageError(f"port {port}: cannot be had ({error.strerror}); choose another with --port") from None
    return listening
