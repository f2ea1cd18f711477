"""What forbids a start with these settings."""

from typing import Final
from urllib.parse import urlsplit

from data_access.settings import Settings
from services.rights import ROLES

SHORTEST_SECRET: Final = 32
FEWEST_LETTERS: Final = 8
"""A secret of fewer different characters was typed, not drawn by chance."""
EXAMPLES: Final = ("change", "example", "secret", "password", "default", "bellwether")
DRAWN: Final = 'python -c "import secrets; print(secrets.token_urlsafe(32))"'


def settings_problems(settings: Settings, bound_beyond_loopback: bool, *, with_asserts: bool = __debug__) -> list[str]:
    """Return why the application must not start, one sentence each that names the variable; empty where it may.

    No sentence quotes a secret. `with_asserts` is False under python -O, which leaves the program's own checks out.
    """
    problems = _visits(settings) + _groups(settings)
    if not with_asserts:
        problems.append("Python runs with -O (or PYTHONOPTIMIZE), which leaves out checks this program relies on.")
    if settings.sign_in == "none" and bound_beyond_loopback:
        problems.append(
            "BELLWETHER_SIGN_IN is none: whoever reaches this address would be its administrator. "
            "Choose accounts, oidc or proxy, or listen on 127.0.0.1."
        )
    if settings.sign_in == "oidc":
        problems += _oidc(settings)
    if settings.sign_in == "proxy":
        problems += _secret("BELLWETHER_PROXY_SECRET", settings.proxy_secret.get_secret_value())
    if settings.sign_in == "oidc" or (settings.sign_in != "none" and bound_beyond_loopback):
        problems += _secret("BELLWETHER_SECRET", settings.secret.get_secret_value())
    if bound_beyond_loopback:
        problems += _beyond(settings)
    return problems


def _secret(variable: str, value: str) -> list[str]:
    if not value:
        return [f"{variable} is not set. Draw one: {DRAWN}"]
    if len(value) < SHORTEST_SECRET:
        return [f"{variable} has fewer than {SHORTEST_SECRET} characters. Draw one: {DRAWN}"]
    if len(set(value)) < FEWEST_LETTERS or value.casefold().startswith(EXAMPLES):
        return [f"{variable} looks like an example, not like chance. Draw one: {DRAWN}"]
    return []


def _oidc(settings: Settings) -> list[str]:
    wanted = {
        "BELLWETHER_OIDC_ISSUER": settings.oidc_issuer,
        "BELLWETHER_OIDC_CLIENT_ID": settings.oidc_client_id,
        "BELLWETHER_OIDC_CLIENT_SECRET": settings.oidc_client_secret.get_secret_value(),
        "BELLWETHER_PUBLIC_URL": settings.public_url,
    }
    problems = [
        f"{variable} is not set; BELLWETHER_SIGN_IN=oidc needs it." for variable, value in wanted.items() if not value
    ]
    if settings.oidc_issuer and not _is_safe(settings.oidc_issuer):
        problems.append("BELLWETHER_OIDC_ISSUER does not begin with https://; what it says could be forged on the way.")
    if "openid" not in settings.oidc_scope.split():
        problems.append("BELLWETHER_OIDC_SCOPE does not contain openid.")
    return problems


def _beyond(settings: Settings) -> list[str]:
    problems = []
    if settings.sign_in != "none" and not settings.public_url:
        problems.append("BELLWETHER_PUBLIC_URL is not set: people open Bellwether by a name this server must know.")
    if settings.public_url and not _is_safe(settings.public_url):
        problems.append("BELLWETHER_PUBLIC_URL does not begin with https://; visits could be read on the way.")
    token = settings.metrics_token.get_secret_value()
    return problems + (_secret("BELLWETHER_METRICS_TOKEN", token) if token else [])


def _visits(settings: Settings) -> list[str]:
    if settings.session_idle_minutes > settings.session_hours * 60:
        return ["BELLWETHER_SESSION_IDLE_MINUTES is longer than BELLWETHER_SESSION_HOURS, so it would never count."]
    return []


def _groups(settings: Settings) -> list[str]:
    unknown = sorted({role for role in settings.group_roles.values() if role.rpartition(":")[2] not in ROLES})
    return [f"BELLWETHER_GROUP_ROLES names no role with {role!r}." for role in unknown]


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))
