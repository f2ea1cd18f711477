"""What of the controls that write is drawn for whom: every page, opened by a person of each role."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from services import people, views
from services.access import Actor
from services.rights import ROLES, rights_of
from tests.services import funding_works, plans_kept, town
from tests.services.people_met import OPERATOR, everywhere, let_people_sign_in, show_drafts
from ui.navigation import ENTRIES

ROOT = Path(__file__).resolve().parents[2]
READS = (
    "project_search", "project_sources", "projects_", "dictionary_search", "empty_action_", "portfolio_changed_",
    "budget_keep", "budget_shared", "scenarios_rerun_", "slip_evidence_all", "slip_steady", "slip_days", "audit_",
    "slip_likeliest", "portfolio_attention_all",
)  # fmt: skip
"""Controls by which people look: whatever is not named here counts as one that writes."""
KEEPS = {
    "project project_note_add", "project project_change_save", "project project_change_again", "project slip_answer_W1",
    "slip_risk slip_answer_W1",
}  # fmt: skip
KEEPS_OF_ALL = {
    *KEEPS, "other project project_note_add", "other project project_change_save",
    "other project project_change_again", "other project slip_answer_R1",
    "slip_risk slip_answer_R1", "slip_risk slip_answer_W2", "slip_risk slip_answer_W5",
}  # fmt: skip
UPLOADS = {"slip_risk slip_model_train", "upload upload_file_0"}
DECIDES = {
    "shell_view_save", "shell_view_remove_Mine",
    "alignment FormSubmitter:alignment_new-Add this objective", "alignment alignment_editing",
    "periods periods_step_review",
    "alignment alignment_group_save", "alignment alignment_points_save", "budget budget_save_new",
    "scenarios scenarios_copy_1", "scenarios scenarios_decide_1", "scenarios scenarios_edit_1",
    "scenarios scenarios_gone_1", "scenarios scenarios_lock_1",
    "workshop workshop_make", "workshop workshop_new_anybody", "workshop workshop_new_practice",
}  # fmt: skip
ADMINISTERS = {
    "people people_add", "portfolio_settings FormSubmitter:settings_general-Save",
    "portfolio_settings FormSubmitter:settings_thresholds-Save thresholds",
    "portfolio_settings FormSubmitter:start_create-Create the portfolio",
    "portfolio_settings settings_view_remove_Mine", "portfolio_settings shell_sample",
}  # fmt: skip
WRITES: dict[str, set[str]] = {
    "viewer": set(),
    "contributor": KEEPS,
    "analyst": UPLOADS,
    "facilitator": KEEPS_OF_ALL | UPLOADS | DECIDES,
    "admin": KEEPS_OF_ALL | UPLOADS | DECIDES | ADMINISTERS,
}


@pytest.fixture
def stored(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A town with a saved view, and works with a plan kept."""
    scope = town.store()
    views.save(town.ME, scope, "Mine", "portfolio", "")
    plans_kept.kept(funding_works.store(), "Lean", 1_200)
    for portfolio in ("town", "works"):
        show_drafts(portfolio)
    let_people_sign_in(monkeypatch)


@pytest.mark.parametrize("role", ROLES)
def test_only_controls_of_the_role_are_drawn(stored: None, role: str) -> None:
    who = everywhere(role)
    if role == "contributor":
        assert who.person is not None
        people.set_own_projects(OPERATOR, who.person, "town", {"W1"})
    drawn = set()
    for item in ENTRIES:
        if item.right in rights_of([role]):
            for portfolio in ("town", "works") if item.stem == "scenarios" else ("town",):
                drawn |= controls(opened(who, item.path, portfolio, "W1"), item.stem)
    other = next(item for item in ENTRIES if item.stem == "project")
    drawn |= controls(opened(who, other.path, "town", "R1"), "other project")
    assert drawn == WRITES[role]


def opened(who: Actor, path: Path, portfolio: str, project: str) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    at.user["visit"] = str(who.session)
    at.query_params["portfolio"] = portfolio
    at.query_params["project"] = project
    at.query_params["project_register"] = "Risks"
    at.session_state["project_change_open"] = True
    at.switch_page(str(path))
    at.run()
    assert not at.exception, (path, portfolio)
    return at


def controls(at: AppTest, page: str) -> set[str]:
    """Return the buttons and toggles drawn that are none of those by which people look."""
    # The form of a new objective bears the version of the data, so that it is empty again once that changes.
    keys = {
        re.sub(r"(alignment_new)_\d+", r"\1", str(one.key or one.label))
        for kind in ("button", "toggle", "file_uploader")
        for one in at.get(kind)
    }
    return {key if key.startswith("shell_view") else f"{page} {key}" for key in keys if not key.startswith(READS)}
