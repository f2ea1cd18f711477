"""The Alignment page keeps points that are not saved, and says of its figures which follow the choice of projects."""

import pytest

from services import access, alignment, objectives, states
from tests.pages.test_alignment import button, opened, words
from tests.services.slip_works import LAST, ME, reports, store
from ui.navigation import entry
from ui.wording.alignment import PROPOSED


@pytest.fixture(autouse=True)
def works(sqlite_url: str) -> None:
    store(reports(20))
    objectives.add(ME, access.scope(ME, "works"), LAST, "Growth", points=60)
    objectives.add(ME, access.scope(ME, "works"), LAST, "Safety", points=40)


def test_points_not_saved_are_still_there_after_a_look_at_another_page() -> None:
    at = opened()
    next(item for item in at.slider if item.label == "Points of Growth").set_value(10.0).run()
    at.switch_page(str(entry("dictionary").path)).run()
    at.switch_page(str(entry("alignment").path)).run()
    assert next(item for item in at.slider if item.label == "Points of Growth").value == 10.0
    assert "1 changed and not saved" in words(at)
    button(at, "Save these points").click()
    at.run()
    assert "not saved" not in words(at)
    assert alignment.read(access.scope(ME, "works"), LAST).objectives["points"].tolist() == [40.0, 10.0]


def test_the_switch_to_proposed_projects_stands_above_the_figures_and_says_what_stays() -> None:
    scope = access.scope(ME, "works")
    project = str(states.projects(scope, LAST, [])["project_key"].iloc[0])
    alignment.rate(ME, scope, LAST, [(project, "O1", "strong")])
    at = opened()
    assert PROPOSED not in words(at)
    at = opened(alignment_projects="Live and proposed")
    assert PROPOSED in words(at)
    assert "of the cost to go of live projects" in words(at)
    drawn = list(_all(at.main))
    switch = next(i for i, one in enumerate(drawn) if getattr(one, "key", None) == "alignment_projects")
    assert switch < [one.type for one in drawn].index("metric")


def _all(block):
    for child in block.children.values():
        yield from _all(child) if hasattr(child, "children") else (child,)
