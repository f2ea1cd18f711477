"""The event stream behind live pages: it says that something changed, and the page looks for itself what it is."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Final
from urllib.parse import quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from data_access.events import HUB
from data_access.settings import settings
from services import access, visits
from services.access import Actor, local_user
from services.errors import Explained, SignedOut
from services.workshops import reading
from services.workshops.terms import topic
from ui.gate import VISIT_HEADER
from ui.sign_in.addresses import below_base

QUIET_SECONDS: Final = 15.0
"""After so long without anything a sign of life is sent, and it is asked again whether the visit still counts."""
AT_LEAST: Final = 0.05
"""So long is waited between two tellings: what happens meanwhile is told at once."""
HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def live_routes() -> list[BaseRoute]:
    """Return the addresses."""
    return [Route(below_base("/events/workshop/{portfolio}/{number:int}"), workshop, methods=["GET"])]


def address_of(portfolio: str, number: int) -> str:
    """Return the address of a workshop's events."""
    return below_base(f"/events/workshop/{quote(portfolio, safe='')}/{number}")


async def workshop(request: Request) -> Response:
    """Tell each step of a workshop and each answer coming in to somebody who may see it."""
    number = request.path_params["number"]
    visit = request.headers.get(VISIT_HEADER, "")
    try:
        await to_thread.run_sync(_check, visit, request.path_params["portfolio"], number)
    except SignedOut:
        return PlainTextResponse("Sign in first.", 401)
    except Explained as refused:
        return PlainTextResponse(str(refused), 404)
    topics = (topic(number, "step"), topic(number, "votes"))
    return StreamingResponse(_told(visit, topics), media_type="text/event-stream", headers=HEADERS)


async def _told(visit: str, topics: tuple[str, ...]) -> AsyncIterator[str]:
    loop, changed = asyncio.get_running_loop(), asyncio.Event()

    def wake() -> None:
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(changed.set)

    told, asked_at = 0, loop.time()
    with HUB.waiting(topics, wake):
        yield f"data: {told}\n\n"
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(changed.wait(), QUIET_SECONDS)
            if visit and loop.time() - asked_at >= QUIET_SECONDS:
                asked_at = loop.time()
                if not await to_thread.run_sync(visits.stands, int(visit)):
                    return
            if not changed.is_set():
                yield ": still here\n\n"
                continue
            changed.clear()
            told += 1
            yield f"data: {told}\n\n"
            await asyncio.sleep(AT_LEAST)


def _check(visit: str, portfolio: str, number: int) -> None:
    """Raise Explained for somebody who may not see the workshop."""
    reading.read(access.scope(_actor(visit), portfolio), number)


def _actor(visit: str) -> Actor:
    if settings().sign_in == "none":
        return local_user()
    if not visit.isdigit():
        raise SignedOut()
    return visits.actor(int(visit))
