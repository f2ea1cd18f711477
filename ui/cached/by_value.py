"""How what is asked of a budget is told apart in caches: by its content, written out once."""

from collections.abc import Callable
from typing import Any, Final

from services.access import Scope
from services.candidates import Asked
from services.portfolio_candidates import Valuing

# Streamlit walks through every field of a record; with two dozen rules that takes ten milliseconds for each call.
BY_VALUE: Final[dict[str | type[Any], Callable[[Any], Any]]] = {Scope: repr, Valuing: repr, Asked: repr}
