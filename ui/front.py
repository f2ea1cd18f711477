"""What stands before the pages: the middleware in its order, and the addresses that are not pages."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from ui.gate import Gate
from ui.headers import PageFrame, SecurityHeaders
from ui.join import routes as join
from ui.live import live_routes
from ui.requests import Requests
from ui.routes import watching_routes
from ui.sign_in.routes import routes as way_in


def middleware() -> list[Middleware]:
    """Return the middleware, the outermost first."""
    base = st.get_option("server.baseUrlPath")
    return [
        Middleware(Requests, base_path=base),
        Middleware(SecurityHeaders),
        Middleware(Gate, base_path=base),
        Middleware(PageFrame, base_path=base),
    ]


def routes() -> list[BaseRoute]:
    """Return the addresses of the way in, of workshops, and of those who watch over the installation."""
    return [*way_in(), *join.routes(), *live_routes(), *watching_routes()]
