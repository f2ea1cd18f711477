"""Rules that are switched off: only their switch does it, and wherever a plan is shown it is told."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from models.selection_rules import Rule
from tests.services import funding_works, plans_kept
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]
FREE = {"budget_keep": "false"}
DECIDE = """
from services import access, portfolios, scenarios
from tests.services import funding_works
from ui.parts import scenarios_dialogs
from ui.state.view import View

scope = access.scope(funding_works.ME, "works")
view = View(scope, portfolios.facts(scope), funding_works.AS_OF, None)
scenarios_dialogs.decide(view, scenarios.read(scope, {number}))
"""


def opened(page: str, **query: str | list[str]) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    for key, value in query.items():
        at.query_params[key] = value
    at.switch_page(str(entry(page).path))
    return at.run()


def title(at: AppTest) -> str:
    assert not at.exception
    return at.title[0].value.replace("\\", "")


def words(at: AppTest) -> str:
    assert not at.exception
    return " ".join(part.value for part in (*at.markdown, *at.caption)).replace("\\", "")


@pytest.fixture
def works(sqlite_url):
    return funding_works.store()


def test_a_switch_reported_after_it_is_gone_changes_no_rule(works):
    at = opened(
        "budget",
        budget_rules='[["excludes",["D 1","D 2"]]]',
        budget_in=["Bridge", "Library"],
        budget_total="1.75",
        **FREE,
    )
    before = at._tree.get_widget_states()
    # A browser reports buttons only where they are pressed.
    for one in [one for one in before.widgets if one.HasField("trigger_value")]:
        before.widgets.remove(one)
    at.multiselect("budget_in").set_value([]).run()
    assert "Bridge or Library, not both" not in [one.label for one in at.toggle]
    at._run(before)
    assert title(at).startswith("Nothing can be chosen.")
    assert next(one for one in at.toggle if one.label == "Bridge or Library, not both").value
    assert "budget_off" not in at.query_params


def test_rules_that_are_ignored_are_told_under_the_headline_and_in_how_it_was_found(works):
    at = opened("budget", budget_rules='[["excludes",["D 1","D 2"]]]', budget_look="Rules", budget_total="1.75", **FREE)
    assert "ignored" not in words(at)
    switch = next(one for one in at.toggle if one.label == "Bridge or Library, not both")
    switch.set_value(False).run()
    assert words(at).count("1 rule is ignored and may be broken.") == 2
    next(one for one in at.toggle if one.label == "Bridge or Library, not both").set_value(True).run()
    assert "ignored" not in words(at)


def test_rules_that_a_plan_ignores_are_told_on_its_card_and_before_deciding(works):
    rule = Rule("excludes", ("D 1", "D 2"), origin="hand")
    kept = plans_kept.kept(works, rules=(rule,))
    ignoring = plans_kept.kept(works, "Ignoring", rules=(rule,), ignored=(rule.id,))
    for number, told in ((kept, False), (ignoring, True)):
        dialog = AppTest.from_string(DECIDE.format(number=number), default_timeout=60).run()
        for at in (dialog, opened("scenarios", scenario=str(number))):
            assert ("1 rule is ignored and may be broken." in words(at)) is told
