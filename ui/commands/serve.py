"""The command that starts the app."""

import os
import socket
import sys
from typing import Annotated

import typer

from data_access.settings import UnusableConfig, settings
from services import databases, sample
from services.settings_problems import settings_problems
from ui.asking import LOOPBACK, hosts
from ui.commands.output import REFUSED, log

ADDRESS = "127.0.0.1"
FIRST_PORT = 8501


def mount(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(serve)


def serve(
    port: Annotated[int, typer.Option(help="Port wanted; the next free one is taken where it is busy.")] = FIRST_PORT,
    address: Annotated[
        str, typer.Option(help="Address to listen on; beyond this machine only where people sign in.")
    ] = ADDRESS,
) -> None:
    """Upgrade the schema, fill an empty default database with the sample, and start the app."""
    refuse_unsafe(address)
    backup = databases.upgrade().backup
    if backup:
        log(f"The schema was upgraded; the file as it was before lies in {backup}.")
    if databases.is_empty_default():
        log("Loading the sample portfolio; this happens once.")
        sample.load(lambda done, total, text: log(f"  {done} of {total} {text}") if done % 50 == 0 else None)
    free = free_port(port, address)
    if free != port:
        log(f"Port {port} is busy.")
    log(f"Bellwether opens on {settings().public_url or f'http://{address}:{free}'}")
    command = ["-m", "streamlit", "run", "app.py", "--server.port", str(free), "--server.address", address]
    for host in sorted(hosts()):
        command += ["--server.allowedHosts", host]
    os.environ.setdefault("MALLOC_ARENA_MAX", "2")
    if secret := settings().secret.get_secret_value():
        os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = secret
    os.execv(sys.executable, [sys.executable, *command])


def refuse_unsafe(address: str) -> None:
    """End with the reasons where the settings do not allow to listen there."""
    try:
        problems = settings_problems(settings(), bound_beyond_loopback=address not in LOOPBACK)
    except UnusableConfig as error:
        problems = [str(error)]
    for problem in problems:
        log(problem)
    if problems:
        raise typer.Exit(REFUSED)


def free_port(wanted: int, address: str = ADDRESS) -> int:
    """Return the first free port from the wanted one on."""
    for port in range(wanted, 65_536):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((address, port))
            except OSError:
                continue
            return port
    raise OSError(f"no free port from {wanted} on")
