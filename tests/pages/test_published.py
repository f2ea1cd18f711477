"""Publishing on the pages: steps of a period, restatements asked for, courses as published; through the shell."""

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from services import alignment, period_summary, portfolio_view, publications
from services.access import Scope
from tests.services import town
from tests.services.people_met import everywhere, let_people_sign_in
from tests.services.published_town import WHY, corrected, load, now, publish, standing
from tests.services.town import JUNE, MAY
from ui.navigation import entry

DIALOG = """
import streamlit as st
from services import portfolios
from tests.services.published_town import now, standing
from tests.services.town import MAY
from ui.parts import periods_published
from ui.state.address import Context
from ui.state.view import Current

st.session_state.setdefault("shown", standing(MAY))
view = Current(now(), portfolios.facts(now()), (MAY,), Context("town", MAY))
periods_published.publish(view, st.session_state["shown"])
"""
WITHDRAWAL = """
from services import portfolios
from tests.services.published_town import now
from ui.cached import data
from ui.parts import periods_files
from ui.state.address import Context
from ui.state.view import Current

view = Current(now(), portfolios.facts(now()), (), Context("town", None))
chosen = data.files(now()).iloc[0]
periods_files.withdraw(view, chosen.to_dict() | {"dates_told": "31 May 2026"})
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def scope(sqlite_url: str) -> Iterator[Scope]:
    yield town.store()
    for thread in threading.enumerate():
        if thread.name.startswith("Thread-"):
            thread.join(20)


def opened(stem: str, visit: int | None = None, **query: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    if visit is not None:
        at.user["visit"] = str(visit)
    for name, value in query.items():
        at.query_params[name] = value
    at.switch_page(str(entry(stem).path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    elements = [*at.markdown, *at.caption, *at.error, *at.warning, *at.success, *at.header]
    return "\n".join(element.value for element in elements).replace("\\", "")


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def test_a_period_is_taken_from_open_to_published_by_its_buttons(scope: Scope) -> None:
    at = opened("periods", as_of="2026-05-31")
    assert "31 May 2026 is open: nobody has reviewed it yet." in words(at)
    assert at.button(key="periods_step_review").label == "Begin the review of 31 May 2026"
    press(at, "periods_step_review")
    assert "The review of 31 May 2026 has begun." in words(at)
    press(at, "periods_step_sign_off")
    press(at, "periods_step_publish")
    told = AppTest.from_string(DIALOG, default_timeout=60).run()
    assert "needs a reason and another person named as approver" in words(told)
    assert told.button(key="periods_publish_now").label == "Publish 31 May 2026"
    press(told, "periods_publish_now")
    at.run()
    assert "31 May 2026 was published by" in words(at)
    assert standing(MAY).status == publications.PUBLISHED
    listed = next(one.value for one in at.dataframe if "Carried forward" in one.value)
    assert listed["Status"].tolist() == ["Open", "Published"]
    assert [one for one in at.button if str(one.key).startswith("periods_step")] == []


def test_whoever_was_second_is_told_where_the_period_stands(scope: Scope) -> None:
    at = opened("periods", as_of="2026-05-31")
    publications.review(town.ME, now(), MAY, 1)
    press(at, "periods_step_review")
    assert "31 May 2026 was changed meanwhile" in str([one.proto for one in at.error])
    assert standing(MAY).version == 2


def test_restatements_are_listed_with_both_figures_reason_and_approver(scope: Scope) -> None:
    publish(MAY)
    load(MAY, corrected(), WHY)
    at = opened("periods", as_of="2026-05-31")
    assert "It was restated once since." in words(at)
    listed = next(one.value for one in at.dataframe if "Named as approver" in one.value)
    told = listed.iloc[0]
    assert (told["Reason"], told["Named as approver"], told["Restated by"]) == (WHY.reason, "Ann Lee", "tester")
    assert "Forecast cost $470 m → $210 m" in told["What changed"]
    assert told["What was written"] == "Projects: corrected.csv"


@pytest.mark.parametrize(("role", "drawn"), [("viewer", False), ("analyst", False), ("facilitator", True)])
def test_steps_are_drawn_for_who_decides(scope: Scope, monkeypatch: pytest.MonkeyPatch, role: str, drawn: bool) -> None:
    let_people_sign_in(monkeypatch)
    who = everywhere(role)
    at = opened("periods", who.session, as_of="2026-05-31")
    assert any(one.key == "periods_step_review" for one in at.button) == drawn


def test_courses_are_read_as_restated_or_as_published_and_say_which_were_restated(scope: Scope) -> None:
    period_summary.refresh(scope)
    publish(MAY)
    assert not [one for one in opened("portfolio").segmented_control if one.key == "figures"]
    load(MAY, corrected(), WHY)
    period_summary.refresh(now())
    restated, published = opened("portfolio"), opened("portfolio", figures="As published")
    assert [one.value for one in published.segmented_control if one.key == "figures"] == ["As published"]
    told = [one.help for one in restated.metric if one.label == "Late against approved dates"]
    assert "Restated since published: 31 May 2026." in told[0].replace("\\", "")
    assert _course(restated) != _course(published)
    trend = portfolio_view.trend(now(), JUNE, True)
    assert trend[0]["forecast_cost"] == 470_000_000


def test_as_published_the_figure_its_change_and_its_line_are_what_was_told(sqlite_url: str) -> None:
    period_summary.refresh(town.store(top_objectives=1))
    publish(JUNE)
    reweighed = "objective_key,name,weight\nO1,Clean water,30\nO2,Safe roads,70\n"
    load(JUNE, reweighed, WHY, "objectives")
    period_summary.refresh(now())
    query = {"as_of": "2026-06-30", "compare": "2026-05-31"}
    restated, published = opened("portfolio", **query), opened("portfolio", figures="As published", **query)
    told, known = publications.figures(now())[JUNE], portfolio_view.trend(now(), JUNE)[-1]
    for at, held in ((published, told), (restated, known)):
        assert _top(at).value.replace("\\", "") == f"{held['top_money'] / held['to_go']:.0%}"
    assert _top(published).value != _top(restated).value
    assert portfolio_view.trend(now(), JUNE, True)[-1]["top_money"] == told["top_money"], "the line ends where it says"
    assert "As published; by what is known today it is" in _top(published).help
    assert "the top objective is not the one of then" in _top(restated).help
    assert [one for one in words(restated).splitlines() if "pts since 31 May" in one and ":gray" in one]


def _top(at: AppTest) -> Any:
    return next(one for one in at.metric if one.label == "Money on the top objective")


def _course(at: AppTest) -> list[str]:
    return [str(one.proto) for one in at.get("image")]


def test_alignment_asks_for_reason_and_approver_where_the_date_is_published(scope: Scope) -> None:
    at = opened("alignment", as_of="2026-06-30")
    assert not [one for one in at.text_input if one.key == "alignment_restated_why"]
    publish(JUNE)
    at = opened("alignment", as_of="2026-06-30")
    assert "30 Jun 2026 is published: a change of it is a restatement." in words(at)
    slider = next(one for one in at.slider if str(one.key).endswith("_O1"))
    slider.set_value(50.0).run()
    press(at, "alignment_points_save")
    assert "This would change what was published as of 30 Jun 2026" in str([one.proto for one in at.error])
    assert points() == 60.0
    at.text_input(key="alignment_restated_why").set_value("The board gave 50").run()
    at.text_input(key="alignment_restated_by").set_value("Ann Lee").run()
    press(at, "alignment_points_save")
    assert points() == 50.0
    assert publications.corrections(now())[0].reason == "The board gave 50"


def points() -> float:
    held = alignment.read(now(), JUNE).objectives.set_index("objective_key")["points"]
    return float(held["O1"])


def test_an_upload_onto_a_published_date_waits_for_reason_and_approver(scope: Scope) -> None:
    publish(MAY)
    at = opened("upload")
    at.file_uploader[0].set_value(("towns_2026-05-31.csv", corrected().encode(), "text/csv")).run()
    assert not at.exception
    assert "31 May 2026 is published: a change of it is a restatement." in words(at)
    assert at.button(key="upload_load").disabled
    at.text_input(key="upload_restated_why").set_value("Pumps left out").run()
    at.text_input(key="upload_restated_by").set_value("Ann Lee").run()
    assert not at.button(key="upload_load").disabled
    press(at, "upload_load")
    assert [one.reason for one in publications.corrections(now())] == ["Pumps left out"]


def test_a_withdrawal_asks_for_the_approver_and_is_then_a_restatement(scope: Scope) -> None:
    publish(MAY)
    load(MAY, corrected(), WHY)
    at = AppTest.from_string(WITHDRAWAL, default_timeout=60).run()
    at.text_area(key="periods_reason").set_value("It was a draft").run()
    press_now = at.button(key="periods_withdraw_now")
    press_now.click().run()
    assert "This would change what was published as of 31 May 2026" in str([one.proto for one in at.error])
    at.text_input(key="periods_withdraw_approver").set_value("Ann Lee").run()
    at.button(key="periods_withdraw_now").click().run()
    assert publications.corrections(now())[0].reason == "It was a draft"


def test_an_upload_of_a_later_date_asks_nothing(scope: Scope) -> None:
    publish(MAY)
    at = opened("upload")
    at.file_uploader[0].set_value(("towns_2026-07-31.csv", corrected().encode(), "text/csv")).run()
    assert not at.button(key="upload_load").disabled
    assert date(2026, 7, 31) not in [one.as_of for one in publications.listing(now())]
