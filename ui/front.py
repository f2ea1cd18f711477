"""What stands before the pages: the middleware in its order, and the addresses that are not pages."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route

from ui.gate import Gate
from ui.headers import BackendAddress, SecurityHeaders
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
        Middleware(BackendAddress, base_path=base),
    ]


def routes() -> list[Route]:
    """Return the addresses of the way in and of those who watch over the installation."""
    return [*way_in(), *watching_routes()]
