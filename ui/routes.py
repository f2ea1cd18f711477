"""Addresses for whoever watches over an installation: /live, /ready and /metrics.

They are independent of Streamlit's own health address, which says nothing of the database.
"""

import hmac
from typing import Final

import anyio
from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from data_access.settings import settings
from services import readiness
from ui import metrics
from ui.asking import LOOPBACK, asked
from ui.sign_in.addresses import below_base

READY_SECONDS: Final = 2.0
METRICS_SECONDS: Final = 10.0
AT_ONCE: Final = 4
FORWARDED: Final = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers that tell that a request came through a proxy: then this machine's address says nothing of who asks."""
NO_STORE: Final = {"Cache-Control": "no-store"}


def watching_routes() -> list[Route]:
    """Return the routes."""
    return [
        Route(below_base("/live"), live),
        Route(below_base("/ready"), ready),
        Route(below_base("/metrics"), exposed),
    ]


async def live(_: Request) -> Response:
    """Answer that the process runs, whatever the database does."""
    return JSONResponse({"live": True}, headers=NO_STORE)


async def ready(_: Request) -> Response:
    """Answer whether this process can serve: 200, or 503 with the reason."""
    found = None
    with anyio.move_on_after(READY_SECONDS):
        # A database that hangs holds few threads, and those are left to themselves.
        found = await to_thread.run_sync(readiness.readiness, abandon_on_cancel=True, limiter=_limiter("ready"))
    if found is None:
        reason = f"The database did not answer within {READY_SECONDS:g} seconds."
        return JSONResponse({"ready": False, "reason": reason}, 503, headers=NO_STORE)
    return JSONResponse({"ready": found.ready, "reason": found.reason}, 200 if found.ready else 503, headers=NO_STORE)


async def exposed(request: Request) -> Response:
    """Answer with all figures, to this machine or to who shows the token."""
    refused = _refused(request)
    if refused is not None:
        return refused
    content = None
    with anyio.move_on_after(METRICS_SECONDS):
        content = await to_thread.run_sync(metrics.exposition, abandon_on_cancel=True, limiter=_limiter("metrics"))
    if content is None:
        return PlainTextResponse("The figures could not be read in time.", 503, headers=NO_STORE)
    return Response(content, headers={**NO_STORE, "Content-Type": metrics.CONTENT_TYPE})


def _refused(request: Request) -> Response | None:
    token = settings().metrics_token.get_secret_value()
    if token:
        scheme, _, shown = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and hmac.compare_digest(shown.strip().encode(), token.encode()):
            return None
        return PlainTextResponse("Show the token of metrics.", 401, headers={**NO_STORE, "WWW-Authenticate": "Bearer"})
    if asked(request.scope).is_local and request.url.hostname in LOOPBACK and not _is_forwarded(request):
        return None
    return PlainTextResponse("Metrics are for this machine alone until a token is set.", 403, headers=NO_STORE)


def _is_forwarded(request: Request) -> bool:
    return any(name in request.headers for name in FORWARDED)


_limiters: dict[str, CapacityLimiter] = {}


def _limiter(name: str) -> CapacityLimiter:
    """Return the limiter of an address, made where an event loop runs."""
    return _limiters.setdefault(name, CapacityLimiter(AT_ONCE))
