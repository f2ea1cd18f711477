"""What the buttons of the Alignment page do: save as the signed-in person, say what happened, show the result."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import streamlit as st

from models.strategic_value import RATING_SCALE
from services import alignment, objectives
from ui import blocks
from ui.filters import View, actor
from ui.state.restating import given
from ui.wording.formats import count, day

SAID = "alignment_said"
PLACE = "alignment"
Rating = tuple[str, str, str | None]


def save_points(view: View, points: Mapping[str, float]) -> None:
    """Save the points of objectives."""
    do(
        view,
        lambda: alignment.set_points(actor(), view.scope, view.as_of, points, given(PLACE)),
        lambda many: f"Saved the points of {count(int(many), 'objective')}",
    )


def silenced(view: View, parent: str | None) -> int:
    """Return how many projects are rated on an objective whose ratings a first part below it stops from counting."""
    with blocks.explained_errors():
        return objectives.silenced(view.scope, view.as_of, parent)


def add_objective(
    view: View, name: str, statement: str, owner: str, points: float, parent: str | None, silencing: bool
) -> None:
    """Save a new objective."""
    told = (name, statement, owner, points, parent)
    do(
        view,
        lambda: objectives.add(actor(), view.scope, view.as_of, *told, given(PLACE), silencing=silencing),
        lambda _: f"Added the objective {name.strip()}",
    )


def change_objective(
    view: View, key: str, name: str, statement: str, owner: str, parent: str | None, silencing: bool
) -> None:
    """Save the words of an objective, and the group it stands in."""
    do(
        view,
        lambda: objectives.change(
            actor(),
            view.scope,
            view.as_of,
            key,
            name=name,
            statement=statement,
            owner=owner,
            parent=parent,
            given=given(PLACE),
            silencing=silencing,
        ),
        lambda _: f"Saved the objective {name.strip()}",
    )


def describe_ratings(view: View, key: str, name: str, meanings: Mapping[str, str]) -> None:
    """Save what each rating means on an objective."""
    do(
        view,
        lambda: objectives.describe_ratings(actor(), view.scope, view.as_of, key, meanings, given(PLACE)),
        lambda _: f"Saved what the ratings mean on {name}",
    )


def remove_objective(view: View, key: str, name: str) -> None:
    """Take an objective out."""
    do(
        view,
        lambda: objectives.remove(actor(), view.scope, view.as_of, key, given(PLACE)),
        lambda _: f"Took out the objective {name}",
    )


def save_ratings(view: View, ratings: Sequence[Rating]) -> None:
    """Save ratings set one by one."""
    do(
        view,
        lambda: alignment.rate(actor(), view.scope, view.as_of, ratings, given(PLACE)),
        lambda many: f"Saved {count(int(many), 'rating')}",
    )


def rate_with_evidence(view: View, project: str, objective: str, word: str | None, evidence: str) -> None:
    """Save one rating with what it rests on."""
    told = (project, objective, word, evidence)
    do(
        view,
        lambda: alignment.rate_with_evidence(actor(), view.scope, view.as_of, *told, given(PLACE)),
        lambda many: f"Saved {count(int(many), 'rating')}",
    )


def rate_group(view: View, by: str, value: str, objective: str, word: str | None, only_unrated: bool) -> None:
    """Save one rating for all projects of a group."""
    do(
        view,
        lambda: alignment.rate_group(
            actor(), view.scope, view.as_of, by, value, objective, word, only_unrated=only_unrated, given=given(PLACE)
        ),
        lambda many: f"Saved {count(int(many), 'rating')} of {value}",
    )


def changed_ratings(sent: pd.DataFrame, returned: pd.DataFrame) -> list[Rating]:
    """Return the ratings that differ between what an editor was sent and what came back.

    Only cells that were sent count, and only words of the scale: the browser can send back anything.
    """
    out: list[Rating] = []
    for project in sent.index.intersection(returned.index):
        for objective in sent.columns.intersection(returned.columns):
            was, now = _word(sent.at[project, objective]), _word(returned.at[project, objective])
            if was != now:
                out.append((str(project), str(objective), now))
    return out


def say_what_happened() -> None:
    """Show what the last button did, once."""
    said = st.session_state.pop(SAID, "")
    if said:
        st.toast(said, icon=":material/check:")


def _word(given: object) -> str | None:
    return given if isinstance(given, str) and given in RATING_SCALE else None


def do(view: View, change: Callable[[], int | str], words: Callable[[int | str], str]) -> None:
    """Make a change as the signed-in person, say what happened, and draw the page anew."""
    with blocks.explained_errors():
        result = change()
    st.session_state[SAID] = f"{words(result)} as of {day(view.as_of)}." if result else "Nothing differed."
    st.rerun()
