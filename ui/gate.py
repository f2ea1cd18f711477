"""ASGI middleware in front of everything: who is let in, from where, and as whom.

It covers what Streamlit leaves open (media, uploads, metrics) and stands before the pages, so that nothing of them runs
for somebody unknown. Services check every right again; the gate only says whose visit it is.
"""

from typing import Final
from urllib.parse import quote

from anyio import to_thread
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from data_access.settings import settings
from services import visits
from services.visits import Visit
from ui.asking import Asked, asked
from ui.requests import note
from ui.sign_in import proxy
from ui.uploads_allowed import Uploads
from ui.websockets import Owners, guarded

VISIT_HEADER: Final = "X-Bellwether-Visit"
"""The header by which a run learns its visit; whatever a client sends under this name is thrown away."""
WATCHED: Final = frozenset({"/ready", "/live", "/metrics", "/_stcore/health"})
"""Addresses of those who watch over the installation, by whatever name they reach it. They tell nothing of the data
but for the figures, which ask for a token themselves."""
OPEN: Final = WATCHED | {"/sign-in", "/sign-out", "/join"}
OPEN_BELOW: Final = ("/sign-in/", "/invitation/", "/join/")
CLOSED: Final = frozenset({"/_stcore/metrics"})
"""Counters of Streamlit's own that name nobody's right; Bellwether's stand under /metrics."""
PROTOCOL: Final = "Sec-WebSocket-Protocol"
UPLOADS: Final = "/_stcore/upload_file/"


class Gate:
    """Lets in visits that count, and tells the application whose they are."""

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        self._base = base_path
        self._owners = Owners()
        self._uploads = Uploads()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on as that of a visit, or refuse it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        request = asked(scope, self._base)
        clean = _without(scope, VISIT_HEADER)
        refused = _refused(request)
        if refused is not None:
            await _answer(refused, request, clean, receive, send)
        elif settings().sign_in == "none" or request.path in OPEN or request.path.startswith(OPEN_BELOW):
            await self._app(clean, receive, send)
        else:
            await self._as_visit(request, clean, receive, send)

    async def _as_visit(self, request: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        visit = await to_thread.run_sync(_visit_of, request)
        if visit is None:
            await _answer(self._to_sign_in(request), request, scope, receive, send)
            return
        note(scope, visit.person)
        scope = _with(scope, VISIT_HEADER, str(visit.id))
        if request.kind == "websocket":
            await self._connect(request, visit, scope, receive, send)
        elif request.path.startswith(UPLOADS):
            refused = self._upload_refused(request, visit)
            await _answer(refused, request, scope, receive, send) if refused else await self._app(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _connect(self, request: Asked, visit: Visit, scope: Scope, receive: Receive, send: Send) -> None:
        wanted = [part.strip() for part in request.headers.get("sec-websocket-protocol", "").split(",")]
        resumed = wanted[2] if len(wanted) > 2 else ""
        if resumed and self._owners.is_of_another(resumed, visit.id):
            await _answer(_forbidden("This page belongs to another visit."), request, scope, receive, send)
            return
        if resumed and not self._owners.is_of(resumed, visit.id):
            # Nobody knows any more whose it was: a fresh session is begun.
            scope = _with(_without(scope, PROTOCOL), PROTOCOL, ", ".join(wanted[:2]))
        checked, told = guarded(visit.id, receive, send, self._owners)
        await self._app(scope, checked, told)

    def _upload_refused(self, request: Asked, visit: Visit) -> Response | None:
        session = request.path.removeprefix(UPLOADS).split("/")[0]
        if not self._owners.is_of(session, visit.id):
            return _forbidden("This upload belongs to another visit.")
        if request.method in ("PUT", "POST"):
            size = request.headers.get("content-length", "")
            reason = self._uploads.refused(visit.person or -visit.id, int(size) if size.isdigit() else None)
            return PlainTextResponse(reason, 429) if reason else None
        return None

    def _to_sign_in(self, request: Asked) -> Response:
        if not request.wants_page:
            return PlainTextResponse("Sign in first.", 401)
        wanted = request.path + (f"?{request.query}" if request.query else "")
        base = f"/{self._base.strip('/')}" if self._base.strip("/") else ""
        return RedirectResponse(f"{base}/sign-in?next={quote(wanted, safe='')}", 303)


def _refused(request: Asked) -> Response | None:
    """Return why a request is answered to nobody at all, or None."""
    if request.path in WATCHED and request.kind == "http":
        return None
    if settings().sign_in == "none" and not request.is_local:
        return _forbidden("Bellwether serves only this machine until people sign in.")
    if not request.names_this_host:
        return _forbidden("This server is not known by that name.")
    if request.path in CLOSED:
        return _forbidden("This is not served.")
    if settings().sign_in != "none" and not request.is_same_origin:
        return _forbidden("Only pages of this host may ask this.")
    return None


def _visit_of(request: Asked) -> Visit | None:
    visit = visits.current(request.token) if request.token else None
    if visit is None or settings().sign_in != "proxy":
        return visit
    return visit if proxy.vouches(request, visit) else None


def _forbidden(reason: str) -> Response:
    return PlainTextResponse(reason, 403)


async def _answer(response: Response, request: Asked, scope: Scope, receive: Receive, send: Send) -> None:
    if request.kind == "websocket":
        await send({"type": "websocket.close", "code": 4403, "reason": ""})
        return
    await response(scope, receive, send)


def _without(scope: Scope, name: str) -> Scope:
    """Return the request without a header, in whatever way its name is written."""
    wanted = name.lower().encode()
    headers = [pair for pair in scope["headers"] if pair[0].lower().replace(b"_", b"-") != wanted]
    return {**scope, "headers": headers}


def _with(scope: Scope, name: str, value: str) -> Scope:
    return {**scope, "headers": [*scope["headers"], (name.lower().encode(), value.encode())]}
