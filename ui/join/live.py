"""The live line of a phone: it is told each step at once, and sends its answers; lost lines are taken up again."""

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, Final

from anyio import CancelScope, create_task_group, to_thread
from starlette.websockets import WebSocket, WebSocketDisconnect

from data_access.events import HUB
from data_access.logs import log
from services.errors import Explained
from services.workshops import showing, voting
from services.workshops.terms import topic
from services.workshops.voting import NotSeated
from ui.asking import asked
from ui.join.seats import storable, token_of
from ui.wording.formats import money

NOT_SEATED: Final = 4404
TOO_MUCH: Final = 4429
LONGEST: Final = 4_096
LARGEST: Final = 2**31 - 1
A_MINUTE: Final = 120
"""So many messages a minute are taken from one device."""


async def phone(socket: WebSocket) -> None:
    """Serve one phone until it goes away or its place is freed."""
    token = token_of(socket)
    try:
        standing = await to_thread.run_sync(voting.standing, token)
    except NotSeated:
        standing = None
    if standing is None or not asked(socket.scope).is_same_origin:
        await socket.accept()
        await socket.close(NOT_SEATED)
        return
    await socket.accept()
    line = _Line(socket, token, standing.workshop)
    line.wake()
    with HUB.waiting((topic(standing.workshop, "step"),), line.wake):
        async with create_task_group() as both:
            for direction in (line.tell, line.hear):
                both.start_soon(_until_one_ends, direction, both.cancel_scope)


async def _until_one_ends(direction: Callable[[], Awaitable[None]], scope: CancelScope) -> None:
    try:
        await direction()
    except (WebSocketDisconnect, RuntimeError):
        pass  # The phone went away while something was said to it.
    except Exception as failed:
        # The phone takes up another line by itself; whoever watches over the installation must know why.
        log().error("line of a phone failed", error=type(failed).__name__)
    finally:
        scope.cancel()


async def nobody(socket: WebSocket) -> None:
    """Take no line at any other address."""
    await socket.close(NOT_SEATED)


class _Line:
    """The two directions of one phone's line."""

    def __init__(self, socket: WebSocket, token: str, workshop: int) -> None:
        self._socket = socket
        self._token = token
        self._workshop = workshop
        self._loop = asyncio.get_running_loop()
        self._changed = asyncio.Event()
        self._heard: list[float] = []

    def wake(self) -> None:
        """Look again; called from any thread."""
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._changed.set)

    async def tell(self) -> None:
        """Send the workshop's step whenever it is another one, and where this device stands."""
        sent: str | None = None
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                told = await to_thread.run_sync(self._told)
            except NotSeated:
                await self._socket.close(NOT_SEATED)
                return
            text = json.dumps(told)
            if text != sent:
                await self._socket.send_text(text)
                sent = text

    async def hear(self) -> None:
        """Take answers; each is told to be saved only once it is."""
        with contextlib.suppress(WebSocketDisconnect):
            while True:
                message = await self._socket.receive()
                if message["type"] == "websocket.disconnect":
                    return
                text = message.get("text") or ""
                if len(text) > LONGEST or self._too_many():
                    await self._socket.close(TOO_MUCH)
                    return
                await self._socket.send_text(json.dumps(await to_thread.run_sync(self._take, text)))

    def _told(self) -> dict[str, Any]:
        standing = voting.standing(self._token)
        me = {name: value for name, value in asdict(standing).items() if name != "workshop"}
        return {"shown": _for_phones(showing.at(self._workshop)), "me": me}

    def _take(self, text: str) -> dict[str, Any]:
        """Return what is said to one message; whatever is wrong with it is told, and nothing is stored."""
        sent: Any = None
        try:
            sent = json.loads(text)
            if "words" in sent:
                words, key = storable(str(sent["words"])), str(sent["key"])
                voting.dissent(self._token, words, key, named=sent["named"] is True)
                return {"noted": True}
            answer = None if sent["answer"] is None else _whole(sent["answer"])
            voting.vote(self._token, _whole(sent["question"]), _whole(sent["round"]), answer, str(sent["key"]))
            return {"saved": {"question": sent["question"], "round": sent["round"], "answer": answer}}
        except Explained as refused:
            of = {name: sent.get(name) for name in ("question", "round")} if isinstance(sent, dict) else {}
            return {"refused": str(refused), **of}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {"refused": "This message was not understood."}

    def _too_many(self) -> bool:
        now = time.monotonic()
        self._heard = [at for at in self._heard if now - at < 60] + [now]
        return len(self._heard) > A_MINUTE


def _for_phones(shown: showing.Shown) -> dict[str, Any]:
    """Return what is shown; of a rating only what leads nobody: its evidence, and in words the money at stake.

    The money is "" where none hangs on it.
    """

    def told(asked: dict[str, Any] | None) -> dict[str, Any] | None:
        if asked is None or asked["evidence"] is None:
            return asked
        rated = asked["evidence"]
        stake = rated["stake"] / 10 ** shown["minor_digits"]
        words = "" if rated["needed"] is None else money(stake, shown["currency"])
        return {**asked, "evidence": {"told": rated["evidence"], "money": words}}

    found = {**shown, "question": told(shown["question"])}
    return {**found, "beforehand": [told(each) for each in shown["beforehand"]]} if "beforehand" in shown else found


def _whole(value: Any) -> int:
    """Return a number as it was sent; raises ValueError for anything that is none, or that no column holds."""
    if type(value) is not int or abs(value) > LARGEST:
        raise ValueError(value)
    return value
