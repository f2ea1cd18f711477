"""Messages that no page would send: somebody without the right sends them, and nothing is written."""

import json
import shutil
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from services import views
from services.access import scope
from tests.browser.forged import HOSTILE, Widget, drawn_by, forged, triggers
from tests.browser.live_client import Live, Run
from tests.browser.people_served import Served, let_settings_name, signed_in
from tests.browser.stored_rows import differing, rows
from tests.services import funding_works, plans_kept, town
from tests.services.people_met import show_drafts
from ui.navigation import ENTRIES

PLACES = ("town", "works")
OPENERS = ("scenarios_edit_1", "scenarios_decide_1", "people_add", "slip_evidence_all", "slip_answer_W1")
"""Buttons that open a dialog and write nothing."""
SWITCHES = ("alignment_editing", "project_change_open")
"""What shows an editor once it is on, or open."""
OWN_RIGHT = ("budget_safe_begin", "budget_safe_again")
"""Whoever sees a selection may have it tested."""
VALUES = (
    "x" * 20_000, "\x00\x01\x1b[2J", "secret", "' OR 1=1; DROP TABLE portfolio; --", "<img src=x onerror=alert(1)>",
    "9999999999999999999999", "2026-99-99", "%%%", "../../etc/passwd", "\u202e\u0000", "NaN", "-1",
)  # fmt: skip
NAMES = (
    "as_of", "compare", "department", "project", "scenario", "from_scenario", "budget_total", "budget_look",
    "alignment_projects", "slip_horizon", "projects_search", "budget_safe_costs", "person",
)  # fmt: skip
STEMS = [item.stem for item in ENTRIES]


@pytest.fixture(scope="module")
def running(start_app, sqlite_template, tmp_path_factory):
    """A server where people sign in, its database, and its log."""
    path = tmp_path_factory.mktemp("forged") / "forged.db"
    shutil.copyfile(sqlite_template, path)
    address = start_app(f"sqlite:///{path}", BELLWETHER_SIGN_IN="accounts")
    (log,) = tmp_path_factory.getbasetemp().glob(f"app-{address.rsplit(':', 1)[1]}0/log.txt")
    with pytest.MonkeyPatch.context() as patch:
        let_settings_name(f"sqlite:///{path}", patch, "none")
        views.save(town.ME, town.store(), "Mine", "portfolio", "")
        plans_kept.kept(funding_works.store(), "Lean", 1_200)
        town.store(key="secret")
        for place in PLACES:
            show_drafts(place)
        views.save(town.ME, scope(town.ME, "secret"), "Only for the secret", "portfolio", "")
        let_settings_name(f"sqlite:///{path}", patch, "accounts")
        tokens = {"admin": signed_in("admin", "admin")}
        for place in PLACES:
            tokens["viewer"] = signed_in("viewer", "viewer", place)
        yield Served(address, tokens), path, log


@pytest.fixture(scope="module")
def controls(running) -> dict[tuple[str, str], list[Widget]]:
    """What an administrator's pages hold, by page and portfolio, dialogs and the editors among it."""
    served, _, _ = running
    found = {}
    with Live(served.address, served.tokens["admin"]) as live:
        for stem in STEMS:
            for place in PLACES:
                query = address_of(place)
                widgets = drawn_by(live.run(stem, query=query))
                for one in [one for one in widgets if one.key in OPENERS]:
                    widgets += drawn_by(live.run(stem, query=query, widgets=triggers([one])))
                for one in [one for one in widgets if one.key in SWITCHES]:
                    told = WidgetStates(widgets=[WidgetState(id=one.id, bool_value=True)])
                    widgets += drawn_by(live.run(stem, query=query, widgets=told))
                found[stem, place] = list({one.id: one for one in widgets}.values())
    return found


def test_nothing_a_viewer_forges_is_written(running, controls, capsys):
    served, path, log = running
    since = log.stat().st_size
    look_at_everything(served)
    before, sent, runs = rows(path), 0, []
    for (stem, place), widgets in controls.items():
        buttons = [one for one in widgets if one.is_button and one.key not in OWN_RIGHT]
        if stem != "portfolio":  # The views stand above every page: forged there once.
            buttons = [one for one in buttons if not one.key.startswith("shell_view")]
        if not buttons:
            continue
        with Live(served.address, served.tokens["viewer"]) as live:
            live.run(stem, query=address_of(place))
            for button in buttons:
                for value in HOSTILE if button.writes else HOSTILE[:1]:
                    told = forged(widgets, [button], value)
                    run = live.run(stem, query=address_of(place), widgets=told)
                    runs.append(run)
                    sent += 1
                    if button.fragment:
                        known = button.fragment in {delta.fragment_id for delta in run.deltas}
                        (live.run if known else live.tell)(
                            stem, query=address_of(place), widgets=told, fragment=button.fragment
                        )
                        sent += 1
    changed = differing(before, rows(path))
    with capsys.disabled():
        print(f" [changes by forged messages: {changed} of {sent}]", end="")
    assert changed == {}
    assert sent > 100
    assert sum(not run.ended for run in runs) == 0
    assert sorted(set(map(without_numbers, refusals_unexplained(runs, log, since)))) == []
    assert_answers(served)


def test_edits_outside_the_allowed_cells_change_nothing(running, controls, capsys):
    served, path, _ = running
    widgets = controls["alignment", "town"]
    (editor,) = {one.id: one for one in widgets if one.is_editor}.values()
    (save,) = [one for one in widgets if one.key == "alignment_save"]
    editing = next(one for one in widgets if one.key == "alignment_editing")
    before, runs = rows(path), []
    edits = [
        {"edited_rows": {"0": {"": "Another project"}}},
        {"edited_rows": {"0": {"O1": "world-shaking"}}},
        {"edited_rows": {"0": {"no_such_column": "strong"}}},
        {"edited_rows": {"999": {"O1": "strong"}}},
        {"edited_rows": {"-1": {"O1": "<script>"}}},
        {"added_rows": [{"": "X", "O1": "strong"}]},
        {"deleted_rows": [0, 1]},
        {"edited_rows": {"0": {"O1": "x" * 100_000}}},
    ]
    for who in ("admin", "viewer"):
        with Live(served.address, served.tokens[who]) as live:
            live.run("alignment", query=address_of("town"))
            for edit in edits:
                told = edited(editing, editor, save, edit)
                runs.append(live.run("alignment", query=address_of("town"), widgets=told))
    changed = differing(before, rows(path))
    with capsys.disabled():
        print(f" [changes by forged edits: {changed} of {len(runs)}]", end="")
    assert changed == {}
    assert all(run.ended for run in runs)  # Streamlit's editor itself refuses some of them with an error of its own.
    with Live(served.address, served.tokens["admin"]) as live:
        live.run("alignment", query=address_of("town"))
        told = edited(editing, editor, save, {"edited_rows": {"0": {"O1": "extreme"}}})
        live.run("alignment", query=address_of("town"), widgets=told)
    assert "impacts" in differing(before, rows(path)), "An edit that is allowed is written."
    assert_answers(served)


@pytest.mark.parametrize("place", ["secret", "no-such-portfolio"])
def test_no_other_portfolio_is_reached_by_the_address(running, place):
    served, _, log = running
    since = log.stat().st_size
    runs = []
    with Live(served.address, served.tokens["viewer"]) as live:
        for stem in STEMS:
            runs.append(live.run(stem, query=address_of(place)))
    assert all(run.ended for run in runs)
    assert not any("Only for the secret" in run.drawn for run in runs)
    assert refusals_unexplained(runs, log, since) == []


def test_a_hostile_address_is_answered_in_words(running, capsys):
    served, path, log = running
    since = log.stat().st_size
    before, runs = rows(path), []
    with Live(served.address, served.tokens["viewer"]) as live:
        for stem in STEMS:
            for value in VALUES:
                query = urlencode({**dict.fromkeys(NAMES, value), "portfolio": "town"}, quote_via=quote)
                runs.append(live.run(stem, query=query))
            runs.append(live.run(stem, query="&".join(f"portfolio={quote(value)}" for value in VALUES)))
            runs.append(live.run(stem, query="%ff%fe=&&&==;" + "a=b&" * 500))
    with capsys.disabled():
        print(f" [hostile addresses: {len(runs)}]", end="")
    assert all(run.ended for run in runs)
    assert not any("Only for the secret" in run.drawn for run in runs)
    assert differing(before, rows(path)) == {}
    assert refusals_unexplained(runs, log, since) == []
    assert_answers(served)


def edited(editing: Widget, editor: Widget, save: Widget, edit: dict[str, object]) -> WidgetStates:
    """Return the states of an editor that was opened, edited and saved."""
    told = WidgetStates()
    told.widgets.add(id=editing.id, bool_value=True)
    told.widgets.add(
        id=editor.id, string_value=json.dumps({"edited_rows": {}, "added_rows": [], "deleted_rows": [], **edit})
    )
    told.widgets.add(id=save.id, trigger_value=True)
    return told


def address_of(place: str) -> str:
    return urlencode({"portfolio": place, "project": "W1", "scenario": "1", "budget_look": "How safe"})


def look_at_everything(served: Served) -> None:
    """Open every page once, so that what looking alone works out is there."""
    for place in PLACES:
        with Live(served.address, served.tokens["viewer"]) as live:
            for stem in STEMS:
                live.run(stem, query=address_of(place))


def refusals_unexplained(runs: list[Run], log: Path, since: int) -> list[str]:
    """Return what was drawn as an exception, and what failed since then by the server's log."""
    boxes = [run.drawn[:500] for run in runs if any(delta.new_element.HasField("exception") for delta in run.deltas)]
    return boxes + [
        line
        for line in log.read_bytes()[since:].decode(errors="replace").splitlines()
        if "Traceback" in line or "level=error" in line
    ]


def without_numbers(line: str) -> str:
    """Return the cause that a line of the log names."""
    return line.split("trace=")[-1]


def assert_answers(served: Served) -> None:
    with Live(served.address, served.tokens["viewer"]) as live:
        assert live.run("portfolio", query=address_of("town")).ended
