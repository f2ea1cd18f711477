"""Signing in as a trusted proxy says: who it vouches for, in headers nobody else can send."""

import hmac

from data_access.settings import settings
from services.sign_in import Claims
from services.visits import Visit
from ui.asking import Asked

SECRET_HEADER = "X-Bellwether-Proxy-Secret"
ISSUER = "proxy"


def claims(request: Asked) -> Claims | None:
    """Return whom the proxy vouches for, or None where the request is not the proxy's or names nobody."""
    secret = settings().proxy_secret.get_secret_value()
    given = request.headers.getlist(SECRET_HEADER)
    if not secret or len(given) != 1 or not hmac.compare_digest(given[0].encode(), secret.encode()):
        return None
    named = request.headers.getlist(settings().proxy_user_header)
    if len(named) != 1 or not named[0].strip():
        return None
    subject = named[0].strip()
    email = request.headers.get(settings().proxy_email_header, "").strip() or None
    groups = request.headers.get(settings().proxy_groups_header, "")
    found = tuple(group.strip() for group in groups.split(",") if group.strip())
    return Claims(
        ISSUER, subject, request.headers.get(settings().proxy_name_header, "").strip() or subject, email, found
    )


def vouches(request: Asked, visit: Visit) -> bool:
    """Return whether the proxy still names the person whose visit this is."""
    found = claims(request)
    return found is not None and visit.subject == found.subject
