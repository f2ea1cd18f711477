"""What a request says of itself: path, cookies, where it comes from, and whether that is this host."""

import ipaddress
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from data_access.settings import settings

COOKIE = "bellwether"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Asked:
    """A request. `path` is below the base path; `client` the address of the other end, empty where there is none."""

    kind: str
    method: str
    path: str
    query: str
    headers: Headers
    client: str

    @property
    def token(self) -> str:
        """The token of the visit, or nothing."""
        try:
            found = SimpleCookie(self.headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return ""
        return "" if found is None else found.value

    @property
    def wants_page(self) -> bool:
        """Whether a person looks at the answer."""
        return self.method in ("GET", "HEAD") and "text/html" in self.headers.get("accept", "")

    @property
    def is_local(self) -> bool:
        """Whether the other end is this machine."""
        if not self.client:
            return True
        try:
            return ipaddress.ip_address(self.client).is_loopback
        except ValueError:
            return False

    @property
    def names_this_host(self) -> bool:
        """Whether the request was meant for this host: a foreign name that leads here is an attack."""
        return _host(f"//{self.headers.get('host', '')}") in hosts()

    @property
    def is_same_origin(self) -> bool:
        """Whether a page of this host asks, where that must be said: for live connections and for writes."""
        if self.kind != "websocket" and self.method not in WRITES:
            return True
        origin = self.headers.get("origin", "")
        if origin in ("", "null"):
            return False
        return urlsplit(origin).netloc in (self.headers.get("host", ""), urlsplit(settings().public_url).netloc)


def asked(scope: Scope, base_path: str = "") -> Asked:
    """Return what a request says of itself."""
    path = str(scope["path"])
    base = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    if base and (path == base or path.startswith(f"{base}/")):
        path = path[len(base) :] or "/"
    client = scope.get("client")
    query = scope.get("query_string", b"").decode("latin-1")
    method = str(scope.get("method", "GET"))
    return Asked(scope["type"], method, path, query, Headers(scope=scope), str(client[0]) if client else "")


def hosts() -> frozenset[str]:
    """Return the names this server answers to."""
    public = _host(settings().public_url)
    return LOOPBACK | frozenset(settings().trusted_hosts) | ({public} if public else frozenset())


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
