"""The addresses below /join: typing a code, choosing a place, the page of the phone, and leaving."""

from html import escape
from pathlib import Path
from typing import Final

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from services.errors import Explained, NotFound
from services.workshops import joining
from services.workshops.joining import Invitation
from ui.asking import asked
from ui.headers import CSP, may_connect
from ui.join import live
from ui.join.seats import left, seated, storable, token_of
from ui.sign_in import page
from ui.sign_in.addresses import below_base
from ui.sign_in.routes import form_fields

FOLDER: Final = Path(__file__).resolve().parent
PHONE: Final = (FOLDER / "phone.html").read_text("utf-8")
FILES: Final = {**dict.fromkeys(("phone.js", "screens.js", "dissent.js"), "text/javascript"), "phone.css": "text/css"}
AFTERWARDS: Final = "afterwards"
"""With this in the address a phone is shown the end of a workshop that is over, not the question for another code."""
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)


async def show(request: Request) -> Response:
    """Show the phone of whoever sits at a workshop, else ask for the code."""
    code = request.query_params.get("code", "")
    token = token_of(request)
    over = await to_thread.run_sync(joining.sat, token)
    if (over and AFTERWARDS in request.query_params) or await to_thread.run_sync(joining.sits, token, code):
        told = PHONE.replace("$base", escape(below_base("/join")))
        policy = f"{POLICY}; {may_connect(request.headers.get('host', ''))}"
        return HTMLResponse(told, headers={"Cache-Control": "no-store", CSP: policy})
    return await _places(request, code) if code else _ask_code(over=over)


async def enter(request: Request) -> Response:
    """Lead from a code that was typed to its workshop, or from a place that was chosen to the phone."""
    given = await form_fields(request)
    code, address = given.get("code", ""), asked(request.scope).client
    if "sit" not in given:
        # A code that was typed stays out of the address, and so out of the histories and logs that keep those.
        if not code or await to_thread.run_sync(joining.sits, token_of(request), code):
            return RedirectResponse(below_base("/join"), 303)
        return await _places(request, code)
    name = storable(given.get("name", "") or given.get("other", ""))
    try:
        token = await to_thread.run_sync(joining.join, code, name, address)
    except NotFound as refused:
        return _ask_code(str(refused), 404)
    except Explained as refused:
        return await _places(request, code, str(refused))
    return seated(RedirectResponse(below_base("/join"), 303), token, request)


async def leave(request: Request) -> Response:
    """Give up a place."""
    await to_thread.run_sync(joining.leave, token_of(request))
    return left(RedirectResponse(below_base("/join"), 303))


async def file(request: Request) -> Response:
    """Serve script and style of the phone."""
    name = request.path_params["name"]
    if name not in FILES:
        return Response("There is no such file.", 404)
    content = await to_thread.run_sync((FOLDER / name).read_bytes)
    return Response(content, media_type=FILES[name], headers={"Cache-Control": "no-cache"})


async def nothing(request: Request) -> Response:
    """Say of any other address below /join that it leads nowhere: the gate lets everybody come so far."""
    return _ask_code("There is nothing at this address.", 404)


async def _places(request: Request, code: str, words: str = "") -> Response:
    try:
        found = await to_thread.run_sync(joining.invitation, code, asked(request.scope).client)
    except Explained as refused:
        status = 429 if isinstance(refused, joining.TooManyAttempts) else 404
        return _ask_code(str(refused), status)
    return page.page(found.title, _places_body(found, code, words), 400 if words else 200)


def _ask_code(words: str = "", status: int = 200, over: str | None = None) -> Response:
    fields = page.field("code", "Code", "text", "off", hint="Six letters and figures, from the wall.")
    body = f"<h1>Join a workshop</h1>{page.refused(words)}" + page.form(below_base("/join"), fields, "Go on")
    if over:
        lead = f'<a href="{escape(below_base("/join"))}?{AFTERWARDS}">Say something for its minutes</a>'
        body += f"<br><p>The workshop &ldquo;{escape(over)}&rdquo; is over. {lead}</p>"
    return page.page("Join a workshop", body, status)


def _places_body(found: Invitation, code: str, words: str) -> str:
    here, hidden = below_base("/join"), {"code": code, "sit": "yes"}
    how = (
        "Answers are anonymous: they are kept under a random key that only this device holds. "
        "Who has answered is noted, never what."
        if found.anonymous
        else "Answers bear the name of whoever gave them, and the facilitator shows them."
    )
    told = [f"<h1>{escape(found.title)}</h1>", page.refused(words), f"<p>{escape(how)}</p>"]
    if found.practice:
        told.append("<p><b>Practice: nothing of this counts.</b></p>")
    buttons = "".join(page.form(here, "", _place(found, name), {**hidden, "name": name}) for name in found.free)
    if found.free:
        told.append(f"<p><b>Who are you?</b></p>{buttons}")
    if found.taken:
        names = escape(", ".join(_place(found, name) for name in found.taken))
        told.append(f'<p class="quiet-text">Already here: {names}. Is one of them you? Ask the facilitator.</p>')
    if found.anybody:
        told.append(_own_name(found, hidden))
    return "".join(told)


def _place(found: Invitation, name: str) -> str:
    """Return what a place is called: by whom it belongs to, and who sits there for them."""
    return f"{found.delegates[name]}, for {name}" if name in found.delegates else name


def _own_name(found: Invitation, hidden: dict[str, str]) -> str:
    ask = page.field("other", "Not on the list? Your name" if found.free else "Your name", "text", "name")
    if found.anonymous:
        words = "Join without a name"
        return "<br>" + page.form(below_base("/join"), "", words, hidden)
    return "<br>" + page.form(below_base("/join"), ask, "Join", hidden)


def routes() -> list[BaseRoute]:
    """Return the addresses."""
    return [
        Route(below_base("/join"), show, methods=["GET"]),
        Route(below_base("/join"), enter, methods=["POST"]),
        Route(below_base("/join/leave"), leave, methods=["POST"]),
        Route(below_base("/join/files/{name}"), file, methods=["GET"]),
        WebSocketRoute(below_base("/join/live"), live.phone),
        Route(below_base("/join/{rest:path}"), nothing, methods=["GET", "POST", "PUT", "DELETE"]),
        WebSocketRoute(below_base("/join/{rest:path}"), live.nobody),
    ]
