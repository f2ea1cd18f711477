"""ASGI middleware around the whole application: what every answer says to the browser."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = "Content-Security-Policy"
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "worker-src 'self' blob:",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "object-src 'none'",
    )
)
HEADERS = {
    CSP: CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class SecurityHeaders:
    """Adds the headers that keep pages from loading, or being framed by, anything outside this host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, complete)


class BackendAddress:
    """Tells the frame of every page where its server is.

    Without it the browser first looks below the address of the page ("/portfolio/_stcore/health"), which costs a
    round trip and writes two errors into its console on each deep link.
    """

    def __init__(self, app: ASGIApp, base_path: str = "") -> None:
        self._app = app
        path = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
        self._script = f'<script>window.__streamlit={{BACKEND_BASE_URL:location.origin+"{path}"}}</script>'.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where the answer is a page's frame, complete its head."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        # The frame is changed as text, so it must not arrive compressed.
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        held: list[Message] = []
        body = bytearray()

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                held.append(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body", False):
                return
            await self._finish(held[0], bytes(body), send)

        await self._app({**scope, "headers": plain}, receive, complete)

    async def _finish(self, start: Message, body: bytes, send: Send) -> None:
        headers = MutableHeaders(scope=start)
        # A page that brings a policy of its own is none of the application's frame.
        if body and headers.get("content-type", "").startswith("text/html") and CSP not in headers:
            body = body.replace(b"<head>", b"<head>" + self._script, 1)
            if "content-length" in headers:
                headers["content-length"] = str(len(body))
        await send(start)
        await send({"type": "http.response.body", "body": body})
