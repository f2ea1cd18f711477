"""The addresses of the way in: sign-in, sign-out, invitations, and joining a session by code."""

from html import escape
from typing import Final
from urllib.parse import parse_qs, quote

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from data_access.settings import settings
from services import sign_in, visits
from services.errors import Explained, SignedOut
from services.passwords import SHORTEST
from ui.asking import COOKIE, asked
from ui.sign_in import oidc, page, proxy
from ui.sign_in.addresses import below_base, let_in, local

BODY: Final = 16_384


async def show(request: Request) -> Response:
    """Show the way in, or lead on whom the proxy or an open visit already names."""
    wanted = local(request.query_params.get("next", ""))
    if settings().sign_in == "none" or await _open(request) is not None:
        return _onward(wanted)
    if settings().sign_in == "proxy":
        return await _by_proxy(request, wanted)
    if settings().sign_in == "oidc":
        start = f"{below_base('/sign-in/start')}?next={quote(wanted, safe='')}"
        return page.message("Sign in", "You sign in with the account of your organisation.", (start, "Continue"))
    return _ask(wanted)


async def enter(request: Request) -> Response:
    """Let somebody in by account and password."""
    if settings().sign_in != "accounts":
        return page.message("Not here", "Nobody signs in by password here.", status=404)
    given = await form_fields(request)
    wanted, account = local(given.get("next", "")), given.get("account", "")
    asked_by = asked(request.scope)
    browser = request.headers.get("user-agent", "")
    try:
        token = await to_thread.run_sync(
            sign_in.with_password, account, given.get("password", ""), asked_by.client, browser
        )
    except Explained as refused:
        status = 429 if isinstance(refused, sign_in.TooManyAttempts) else 403
        return _ask(wanted, account, f"{refused.what} {refused.why} {refused.repair}", status)
    return let_in(_onward(wanted), token, request)


async def leave(request: Request) -> Response:
    """Ask whether to sign out here or everywhere, and do so."""
    back = below_base("/")
    if request.method == "GET":
        visit = await _open(request)
        if visit is None:
            return page.message("You are signed out", "Nothing is left open here.", (below_base("/sign-in"), "Sign in"))
        here = page.form(below_base("/sign-out"), "", "Sign out here")
        every = page.form(below_base("/sign-out"), "", "Sign out on all devices", {"everywhere": "yes"})
        who = escape(visit.name or visit.account)
        stay = f'<p><a href="{escape(back)}">Stay signed in</a></p>'
        return page.page("Sign out", f"<h1>Sign out</h1><p>You are signed in as {who}.</p>{here}<br>{every}<br>{stay}")
    everywhere = (await form_fields(request)).get("everywhere") == "yes"
    await to_thread.run_sync(_end, request.cookies.get(COOKIE, ""), everywhere)
    answer = RedirectResponse(below_base("/sign-out"), 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


async def invitation(request: Request) -> Response:
    """Let an invited person choose a password, and let them in."""
    token = request.path_params["token"]
    words = ""
    if request.method == "POST":
        given = await form_fields(request)
        try:
            if given.get("password") != given.get("again"):
                raise Explained("The two passwords differ.", repair="Type the same one twice.")
            arguments = (token, given.get("password", ""), asked(request.scope).client)
            visit = await to_thread.run_sync(sign_in.take_up, *arguments, request.headers.get("user-agent", ""))
            return let_in(RedirectResponse(below_base("/"), 303), visit, request)
        except Explained as refused:
            words = str(refused)
    try:
        person = await to_thread.run_sync(sign_in.invited, token)
    except Explained as refused:
        again = (below_base("/sign-in"), "Sign in")
        return page.message("This link cannot be used", f"{refused.why} {refused.repair}", again, 410)
    hint = f"At least {SHORTEST} characters that nobody would guess. Several words do well."
    fields = page.field("password", "Password", "password", "new-password", hint=hint)
    fields += page.field("again", "The same again", "password", "new-password")
    told = f"<h1>Choose a password</h1><p>You will sign in as <b>{escape(person.account)}</b>.</p>{page.refused(words)}"
    body = told + page.form(request.url.path, fields, "Set password and sign in")
    return page.page("Choose a password", body, 400 if words else 200)


def _onward(wanted: str) -> Response:
    return RedirectResponse(below_base(wanted), 303)


def _ask(wanted: str, account: str = "", words: str = "", status: int = 200) -> Response:
    fields = page.field("account", "Account", "text", "username", account)
    fields += page.field("password", "Password", "password", "current-password")
    form = page.form(below_base("/sign-in"), fields, "Sign in", {"next": wanted})
    lost = '<p class="quiet-text">No account, or a lost password? An administrator sends you a link.</p>'
    return page.page("Sign in", f"<h1>Sign in</h1>{page.refused(words)}{form}<br>{lost}", status)


async def _by_proxy(request: Request, wanted: str) -> Response:
    found = proxy.claims(asked(request.scope))
    if found is None:
        words = "This server is reached through a proxy that says who you are. The request did not come from it."
        return page.message("Not signed in", words, status=403)
    browser = request.headers.get("user-agent", "")
    try:
        token = await to_thread.run_sync(sign_in.with_claims, found, asked(request.scope).client, browser)
    except Explained as refused:
        return page.message("Not signed in", str(refused), status=403)
    return let_in(_onward(wanted), token, request)


async def _open(request: Request) -> visits.Visit | None:
    token = request.cookies.get(COOKIE, "")
    return await to_thread.run_sync(visits.current, token) if token else None


def _end(token: str, everywhere: bool) -> None:
    visit = visits.current(token) if token else None
    if visit is None:
        return
    if everywhere and visit.person is not None:
        try:
            visits.end_own(visits.actor(visit.id))
        except SignedOut:
            return
    else:
        visits.end(token)


async def form_fields(request: Request) -> dict[str, str]:
    """Return the fields of a small form."""
    body = bytearray()
    async for piece in request.stream():
        body.extend(piece)
        if len(body) > BODY:
            return {}
    return {name: values[-1] for name, values in parse_qs(body.decode("utf-8", "replace"), max_num_fields=20).items()}


def routes() -> list[Route]:
    """Return the addresses of the way in."""
    return [
        Route(below_base("/sign-in"), show, methods=["GET"]),
        Route(below_base("/sign-in"), enter, methods=["POST"]),
        Route(below_base("/sign-in/start"), oidc.start, methods=["GET"]),
        Route(below_base("/sign-in/return"), oidc.returned, methods=["GET"]),
        Route(below_base("/sign-out"), leave, methods=["GET", "POST"]),
        Route(below_base("/invitation/{token}"), invitation, methods=["GET", "POST"]),
    ]
