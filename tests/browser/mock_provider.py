"""An OpenID provider for tests: two people, codes that serve once, PKCE, and tokens made wrong on purpose."""

import base64
import hashlib
import secrets
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "bellwether", "a secret of the client"
PEOPLE: dict[str, dict[str, Any]] = {
    "ana": {"sub": "s-1", "name": "Ana Ruiz", "email": "ana@city.test", "email_verified": True, "groups": ["pmo"]},
    "eve": {"sub": "s-2", "name": "Eve", "email": "ana@city.test", "email_verified": False, "groups": ["staff"]},
}


class Provider:
    """A provider on a port of its own. `spoil` changes the claims, or the whole token, before it is handed out."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://127.0.0.1:{port}"
        self.spoil: Callable[[dict[str, Any]], dict[str, Any]] = lambda claims: claims
        self.key = RSAKey.generate_key(2048, {"kid": "k1"})
        self.signed_with: RSAKey | OctKey = self.key
        self._codes: dict[str, dict[str, str]] = {}
        routes = [
            Route("/.well-known/openid-configuration", self._told),
            Route("/keys", self._keys),
            Route("/authorize", self._authorize),
            Route("/choose", self._choose),
            Route("/token", self._token, methods=["POST"]),
        ]
        config = uvicorn.Config(Starlette(routes=routes), port=port, log_level="error")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def start(self) -> None:
        """Serve, once the port is open."""
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        """Serve no more."""
        self._server.should_exit = True
        self._thread.join(10)

    async def _told(self, _: Request) -> Response:
        return JSONResponse(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    async def _keys(self, _: Request) -> Response:
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})

    async def _authorize(self, request: Request) -> Response:
        asked = request.query_params
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        links = [f'<a href="/choose?{urlencode({**asked, "who": who})}">{who}</a>' for who in PEOPLE]
        return HTMLResponse(f"<h1>Which account?</h1>{' '.join(links)}")

    async def _choose(self, request: Request) -> Response:
        code = secrets.token_urlsafe(16)
        self._codes[code] = dict(request.query_params)
        back = urlencode({"code": code, "state": request.query_params["state"]})
        return RedirectResponse(f"{request.query_params['redirect_uri']}?{back}", 303)

    async def _token(self, request: Request) -> Response:
        given = await request.form()
        held = self._codes.pop(str(given["code"]), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(str(given.get("code_verifier", "")).encode()).digest())
        if held is None or held["code_challenge"] != challenge.decode().rstrip("="):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": held["nonce"]}
        algorithm = "RS256" if isinstance(self.signed_with, RSAKey) else "HS256"
        header = {"alg": algorithm, "kid": "k1"}
        token = jwt.encode(header, self.spoil({**claims, **PEOPLE[held["who"]]}), self.signed_with, ["RS256", "HS256"])
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": token})
