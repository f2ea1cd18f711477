"""How loading ends: what published dates it would have changed is kept, so that the page asks."""

from datetime import date
from typing import Any, cast

from services.errors import Explained, Moved
from services.readings import Source
from services.restatements import IsPublished
from ui.actions import intake
from ui.actions.background import Work
from ui.state.uploading import Uploading

MAY = date(2026, 5, 31)


class Ended:
    """Work that ended with an error."""

    def __init__(self, error: Exception) -> None:
        self.error, self.result = error, None


def settled(error: Exception) -> tuple[Uploading, Explained | None]:
    work = Uploading("town", Source(b"", "f.csv"), "projects", planned_for="as wished")
    return work, intake.settle_loading(work, cast(Work[Any], Ended(error)))


def test_a_refusal_for_published_dates_lets_the_page_ask_for_a_restatement() -> None:
    work, refused = settled(IsPublished([MAY]))
    assert work.touched == (MAY,)
    assert isinstance(refused, IsPublished)
    assert work.planned_for == "as wished", "the plan stays"


def test_another_refusal_is_told_and_where_the_data_moved_a_new_plan_is_drawn_up() -> None:
    work, refused = settled(Explained("No"))
    assert (work.touched, str(refused)) == ((), "No")
    work, refused = settled(Moved("Moved"))
    assert (work.planned_for, refused) == ("", None)
