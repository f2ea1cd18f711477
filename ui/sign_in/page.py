"""The few pages served before anybody is known: plain HTML, no script, legible on a phone, light and dark."""

from html import escape
from pathlib import Path
from string import Template
from typing import Final

from starlette.responses import HTMLResponse

FOLDER: Final = Path(__file__).resolve().parent
FRAME: Final = Template((FOLDER / "frame.html").read_text("utf-8"))
LOGO: Final = (FOLDER.parent / "static" / "logo.svg").read_text("utf-8")
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
}


def page(title: str, body: str, status: int = 200) -> HTMLResponse:
    """Return a page; `body` is HTML whose values were escaped."""
    return HTMLResponse(FRAME.substitute(title=escape(title), logo=LOGO, body=body), status, HEADERS)


def message(title: str, words: str, link: tuple[str, str] | None = None, status: int = 200) -> HTMLResponse:
    """Return a page that says one thing, and leads on if a link (address, words) is given."""
    lead = "" if link is None else f'<p><a class="button" href="{escape(link[0])}">{escape(link[1])}</a></p>'
    return page(title, f"<h1>{escape(title)}</h1><p>{escape(words)}</p>{lead}", status)


def form(address: str, fields: str, button: str, hidden: dict[str, str] | None = None) -> str:
    """Return a form as HTML; `fields` were escaped."""
    kept = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in (hidden or {}).items()
    )
    return f'<form method="post" action="{escape(address)}">{kept}{fields}<button>{escape(button)}</button></form>'


def field(name: str, label: str, kind: str, autocomplete: str, value: str = "", hint: str = "") -> str:
    """Return a labelled field as HTML."""
    told = f'<span class="hint">{escape(hint)}</span>' if hint else ""
    focus = " autofocus" if not value and autocomplete in ("username", "new-password") and name != "again" else ""
    return (
        f"<label>{escape(label)}{told}"
        f'<input type="{kind}" name="{escape(name)}" value="{escape(value)}" autocomplete="{escape(autocomplete)}" '
        f'autocapitalize="none" spellcheck="false" required{focus}></label>'
    )


def refused(words: str) -> str:
    """Return a refusal as HTML, announced to those who do not see it."""
    return f'<p class="refused" role="alert">{escape(words)}</p>' if words else ""
