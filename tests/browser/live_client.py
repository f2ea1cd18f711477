"""Speaks Streamlit's own protocol to a real server, so that a test may say what no page would."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

SECONDS = 60.0
ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Run:
    """What one run sent: the pages of the menu, the texts drawn, and whether it came to an end."""

    pages: list[str] = field(default_factory=list)
    drawn: str = ""
    ended: bool = False
    deltas: list[Any] = field(default_factory=list)


class Live:
    """One open page of a visit; raises ConnectionError where the server does not take it."""

    def __init__(self, address: str, token: str = "", session: str = "", **headers: str) -> None:
        live = address.replace("http://", "ws://")
        given = {"Cookie": f"bellwether={token}"} if token else {}
        more = {name.replace("_", "-"): value for name, value in headers.items() if name != "origin"}
        self._line = ExitStack()
        self._socket = self._line.enter_context(
            connect(
                f"{live}/_stcore/stream",
                subprotocols=["streamlit", "x", *([session] if session else [])],  # type: ignore[list-item]
                origin=headers.get("origin", address),  # type: ignore[arg-type]
                additional_headers={**given, **more},
                max_size=None,
            )
        )
        self.session = ""

    def __enter__(self) -> "Live":
        return self

    def __exit__(self, *_: object) -> None:
        self._line.close()

    def run(self, stem: str, *, by_hash: bool = False, query: str = "", widgets: Any = None, fragment: str = "") -> Run:
        """Ask for a page by its address, or by the hash of its script, and return what was drawn."""
        self.tell(stem, by_hash=by_hash, query=query, widgets=widgets, fragment=fragment)
        return self._heard()

    def tell(
        self, stem: str, *, by_hash: bool = False, query: str = "", widgets: Any = None, fragment: str = ""
    ) -> None:
        """Ask, and wait for no answer: the server gives none where it knows no such part of the page."""
        asked = BackMsg()
        state = asked.rerun_script
        state.query_string = query
        state.fragment_id = fragment
        if by_hash:
            state.page_script_hash = calc_hash(stem)
        else:
            state.page_name = stem
        if widgets is not None:
            state.widget_states.CopyFrom(widgets)
        self._socket.send(asked.SerializeToString())

    def _heard(self) -> Run:
        run = Run()
        try:
            while True:
                told = ForwardMsg()
                told.ParseFromString(self._socket.recv(SECONDS))  # type: ignore[arg-type]
                kind = told.WhichOneof("type")
                if kind == "new_session":
                    self.session = told.new_session.initialize.session_id
                elif kind == "navigation":
                    run.pages = [page.url_pathname for page in told.navigation.app_pages if not page.is_hidden]
                elif kind == "delta":
                    run.drawn += str(told.delta)
                    run.deltas.append(told.delta)
                elif kind == "script_finished" and told.script_finished in ENDS:
                    # A page that leads on to another ends its run early, and the next one follows.
                    run.ended = True
                    return run
        except ConnectionClosed:
            return run
