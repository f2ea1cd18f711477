"""What objectives are called."""

from datetime import date

from services import states
from services.access import Scope


def names(scope: Scope, as_of: date) -> dict[str, str]:
    """Return the name of every objective by its key; the key itself where it has none."""
    rows = states.register(scope, "objectives", as_of, ["objective_key", "name"])
    return {str(key): str(name or key) for key, name in zip(rows["objective_key"], rows["name"], strict=True)}
