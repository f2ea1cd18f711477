"""The command that starts the app."""

import os
import socket
import sys
from typing import Annotated

import typer

from services import databases, sample
from ui.commands.output import log

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501


def mount(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(serve)


def serve(
    port: Annotated[int, typer.Option(help="Port wanted; the next free one is taken where it is busy.")] = FIRST_PORT,
) -> None:
    """Upgrade the schema, fill an empty default database with the sample, and start the app."""
    backup = databases.upgrade().backup
    if backup:
        log(f"The schema was upgraded; the file as it was before lies in {backup}.")
    if databases.is_empty_default():
        log("Loading the sample portfolio; this happens once.")
        sample.load(lambda done, total, text: log(f"  {done} of {total} {text}") if done % 50 == 0 else None)
    free = free_port(port)
    if free != port:
        log(f"Port {port} is busy.")
    log(f"Bellwether opens on http://{ADDRESS}:{free}")
    command = ["-m", "streamlit", "run", "app.py", "--server.port", str(free), "--server.address", ADDRESS]
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    os.execv(sys.executable, [sys.executable, *command])


def free_port(wanted: int) -> int:
    """Return the first free port from the wanted one on."""
    for port in range(wanted, 65_536):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((ADDRESS, port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port from {wanted} on")
