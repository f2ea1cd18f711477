"""Taking secrets out of text: those the settings hold, and what looks like one."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import quote, quote_plus, unquote

from pydantic import SecretStr

from data_access.settings import Settings

HIDDEN: Final = "[hidden]"
SHORTEST: Final = 4
"""A shorter secret is not looked for by its letters, for it would be found in half of all words."""
SECRET_NAMES: Final = re.compile(
    r"pass(word|wd)?$|secret|token|cookie|authorization|credential|api_?key", re.IGNORECASE
)
_PATTERNS: Final = (
    (re.compile(r"(?<=://)[^/\s@]+(?=@)"), HIDDEN),
    (
        re.compile(r"(?i)\b(password|passwd|pwd|secret|token|client_secret|bellwether)(\s*[=:]\s*)[^\s;,&'\"]+"),
        rf"\1\2{HIDDEN}",
    ),
    (re.compile(r"(?i)([?&](?:code|state|nonce|next))=[^\s&'\"]+"), rf"\1={HIDDEN}"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{4,}"), rf"\1 {HIDDEN}"),
    (re.compile(r"(?i)\b((?:set-)?cookie)(['\"]?\s*[:=]\s*)[^\n]*"), rf"\1\2{HIDDEN}"),
    (re.compile(r"(?<=/)(invitation|join|media|upload_file)/[^\s?'\"]+"), rf"\1/{HIDDEN}"),
    (re.compile(r"(?i)\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), HIDDEN),
)
"""Credentials in addresses, named secrets, cookies, addresses that are a secret, and ids of page sessions."""


def secrets_of(settings: Settings) -> tuple[str, ...]:
    """Return every secret the settings hold, as written and as written in an address, longest first."""
    held = [value.get_secret_value() for _, value in settings if isinstance(value, SecretStr)]
    held += [part for address in (settings.database_url, settings.dask) for part in _credentials(address)]
    forms = {form for secret in held for form in (secret, unquote(secret), quote(secret, safe=""), quote_plus(secret))}
    return tuple(sorted((form for form in forms if len(form) >= SHORTEST), key=lambda form: (-len(form), form)))


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """Return a text without secrets.

    >>> redacted("postgresql://city:s3cret@db/city failed; Authorization: Bearer abcdefgh")
    'postgresql://[hidden]@db/city failed; Authorization: Bearer [hidden]'
    >>> redacted("PUT /_stcore/upload_file/abc/def 204")
    'PUT /_stcore/upload_file/[hidden] 204'
    """
    for secret in secrets:
        text = text.replace(secret, HIDDEN)
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


def masked_address(address: str) -> str:
    """Return an address as it may be shown: its password, and any parameter that names one, hidden.

    >>> masked_address("postgresql://city:s3cret@db/city?sslpassword=x&sslmode=require")
    'postgresql://city:[hidden]@db/city?sslpassword=[hidden]&sslmode=require'
    """
    address = re.sub(r"(://[^:/@\s]*):\S*@", rf"\1:{HIDDEN}@", address)
    return re.sub(r"(?i)([?&][^=&]*(?:pass|secret|token|key)[^=&]*)=[^&]*", rf"\1={HIDDEN}", address)


@lru_cache(maxsize=8)
def _credentials(address: str) -> tuple[str, ...]:
    found = re.findall(r"://[^:/@\s]*:([^\s]*)@", address)
    found += re.findall(r"(?i)[?&][^=&]*(?:pass|secret|token)[^=&]*=([^&]*)", address)
    return tuple(part for part in found if part)
