"""Signing in at an OpenID provider: authorization code with PKCE and nonce, by Authlib."""

from functools import lru_cache
from typing import Any, Final
from urllib.parse import urlsplit

from anyio import to_thread
from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from data_access.settings import settings
from services import sign_in
from services.errors import Explained
from services.sign_in import Claims
from ui.asking import asked
from ui.sign_in import page
from ui.sign_in.addresses import below_base, let_in, local

WANTED: Final = "bellwether_next"


async def start(request: Request) -> Response:
    """Lead on to the provider, keeping the wanted address until the person is back."""
    if settings().sign_in != "oidc":
        return page.message("Not here", "Nobody signs in at a provider here.", status=404)
    request.session[WANTED] = local(request.query_params.get("next", ""))
    try:
        answer: Response = await _provider().authorize_redirect(request, _return_address(request))
    except (HTTPError, OAuthError, ValueError):
        words = "The provider of your organisation's accounts does not answer. Try again in a minute."
        return page.message("Sign-in is not possible now", words, (below_base("/sign-in"), "Try again"), 503)
    return answer


async def returned(request: Request) -> Response:
    """Let in whom the provider names, once its answer is found to be signed, fresh and meant for this sign-in."""
    if settings().sign_in != "oidc":
        return page.message("Not here", "Nobody signs in at a provider here.", status=404)
    again = (below_base("/sign-in"), "Sign in again")
    wanted = local(request.session.pop(WANTED, ""))
    try:
        told = await _provider().authorize_access_token(request)
        claims = claims_of(dict(told.get("userinfo") or {}))
        browser = request.headers.get("user-agent", "")
        token = await to_thread.run_sync(sign_in.with_claims, claims, asked(request.scope).client, browser)
    except (HTTPError, OAuthError, JoseError, ValueError):
        return page.message("Not signed in", "The provider's answer could not be accepted.", again, 403)
    except Explained as refused:
        return page.message("Not signed in", str(refused), again, 403)
    return let_in(RedirectResponse(below_base(wanted), 303), token, request)


def claims_of(told: dict[str, Any]) -> Claims:
    """Return what the provider says of somebody; raises ValueError where issuer or subject is missing.

    The address counts only where the provider says that it verified it.
    """
    issuer, subject = told.get("iss"), told.get("sub")
    if not issuer or not subject:
        raise ValueError("the provider names nobody")
    email = str(told["email"]) if told.get("email") and told.get("email_verified") is True else None
    groups = told.get(settings().oidc_groups_claim) or ()
    named = tuple(str(group) for group in groups) if isinstance(groups, list) else ()
    name = str(told.get("name") or told.get("preferred_username") or email or subject)
    return Claims(str(issuer), str(subject), name, email, named)


@lru_cache(maxsize=1)
def _provider() -> Any:
    given = settings()
    return OAuth().register(
        "provider",
        client_id=given.oidc_client_id,
        client_secret=given.oidc_client_secret.get_secret_value(),
        server_metadata_url=f"{given.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": given.oidc_scope, "code_challenge_method": "S256"},
    )


def _return_address(request: Request) -> str:
    host = settings().public_url.rstrip("/") or f"{request.url.scheme}://{request.headers['host']}"
    parts = urlsplit(host)
    return f"{parts.scheme}://{parts.netloc}{below_base('/sign-in/return')}"
