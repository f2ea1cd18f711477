"""The live connections of pages: each message is that of a visit that still counts, and a page stays its visit's."""

import asyncio
from collections import OrderedDict
from typing import Final

from anyio import to_thread
from starlette.types import Message, Receive, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from services import visits
from services.errors import DatabaseFault

SIGNED_OUT: Final = 4401
"""The code by which a connection is closed when its visit has ended; the page then leads to the sign-in (see
ui/static/visit.js)."""
ASKED_SECONDS: Final = 15.0
"""After so long without a message it is asked whether the visit still counts, so that no page outlives it."""
REMEMBERED: Final = 10_000


class Owners:
    """Which visit each page session belongs to, in this process; the oldest are forgotten first."""

    def __init__(self, most: int = REMEMBERED) -> None:
        self._most = most
        self._visits: OrderedDict[str, int] = OrderedDict()

    def own(self, session: str, visit: int) -> None:
        """Note whose session it is."""
        self._visits[session] = visit
        self._visits.move_to_end(session)
        while len(self._visits) > self._most:
            self._visits.popitem(last=False)

    def is_of(self, session: str, visit: int) -> bool:
        """Return whether a session is known to be that visit's."""
        return self._visits.get(session) == visit

    def is_of_another(self, session: str, visit: int) -> bool:
        """Return whether a session is known to be another visit's."""
        return self._visits.get(session, visit) != visit


def guarded(visit: int, receive: Receive, send: Send, owners: Owners) -> tuple[Receive, Send]:
    """Return the two ends of a connection that is closed as soon as its visit counts no more."""
    state = {"known": False}

    async def checked() -> Message:
        message = await _received(receive, visit)
        is_said = message is not None and message["type"] == "websocket.receive"
        if message is None or (is_said and not await to_thread.run_sync(visits.counts, visit)):
            await send({"type": "websocket.close", "code": SIGNED_OUT, "reason": "signed out"})
            return {"type": "websocket.disconnect", "code": SIGNED_OUT}
        return message

    async def told(message: Message) -> None:
        if not state["known"] and message["type"] == "websocket.send" and message.get("bytes"):
            session = _session_in(message["bytes"])
            if session:
                owners.own(session, visit)
                state["known"] = True
        await send(message)

    return checked, told


async def _received(receive: Receive, visit: int) -> Message | None:
    """Return the next message of a connection, or None once its visit ended while nothing was said."""
    # A message is awaited by one task throughout: one that was given up might take a message with it.
    waiting = asyncio.ensure_future(receive())
    try:
        while not waiting.done():
            await asyncio.wait({waiting}, timeout=ASKED_SECONDS)
            if not waiting.done() and not await to_thread.run_sync(_stands, visit):
                return None
        return waiting.result()
    finally:
        waiting.cancel()


def _stands(visit: int) -> bool:
    try:
        return visits.stands(visit)
    except DatabaseFault:
        # It says nothing of the visit: the page stays, and each thing done on it is asked for again.
        return True


def _session_in(content: bytes) -> str:
    """Return the session a page is told it is, where this message tells it."""
    told = ForwardMsg()
    told.ParseFromString(content)
    return str(told.new_session.initialize.session_id) if told.WhichOneof("type") == "new_session" else ""
