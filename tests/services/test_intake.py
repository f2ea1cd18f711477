"""From file to data: planned, committed exactly as planned, withdrawn; on both databases."""

from datetime import date

import pytest

from data_access import reading
from data_access.intake import FileRefused, Source
from data_access.states import Coverage
from services import intake, large_files, portfolios, states, uploads
from services.access import Actor, local_user, scope
from services.errors import Moved, NotAllowed, NotFound
from services.plans import silent

HEAD = "As of,Project key,Name,Department,Forecast finish,Approved budget,Remark by the mayor\n"


def lines(as_of, *projects):
    return "".join(
        f"{as_of},{key},{name},{department},2027-01-0{day},100,x\n" for key, name, department, day in projects
    )


JANUARY = lines("2026-01-31", ("A", "Ash Lane bridge", "Roads", 1), ("B", "Birch Hill road", "Roads", 2))
WATER = lines("2026-01-31", ("0012", "Cedar Court mains", "Water", 3))


@pytest.fixture
def city(database_url):
    portfolios.create(local_user(), "city", "City", "USD")


def view():
    return scope(local_user(), "city")


def planned(text, **choices):
    file = uploads.read(local_user(), view(), Source((HEAD + text).encode(), "file.csv"))
    return uploads.plan(local_user(), view(), file, **choices)


def load(text, **choices):
    return intake.commit(local_user(), view(), planned(text, **choices)["hash"])


def keys(as_of):
    return sorted(states.projects(view(), as_of)["project_key"])


def test_a_plan_writes_nothing_and_its_commit_writes_exactly_it(city):
    plan = planned(JANUARY)
    assert plan["parts"][0]["counts"]["new"] == 2
    assert keys(date(2026, 1, 31)) == []
    done = intake.commit(local_user(), view(), plan["hash"])
    assert (done.rows, done.dates) == (2, ["2026-01-31"])
    assert keys(date(2026, 1, 31)) == ["A", "B"]


def test_two_departments_give_one_period_in_either_order_and_nobody_leaves(city):
    roads, water = Coverage("department", ("Roads",)), Coverage("department", ("Water",))
    load(WATER, coverage=water)
    assert planned(JANUARY, coverage=roads)["parts"][0]["counts"]["left"] == 0
    load(JANUARY, coverage=roads)
    load(JANUARY.replace("2026-01-31", "2026-02-28"), coverage=roads)
    load(WATER.replace("2026-01-31", "2026-02-28"), coverage=water)
    assert keys(date(2026, 1, 31)) == keys(date(2026, 2, 28)) == ["0012", "A", "B"]


def test_a_file_of_some_departments_proposes_to_speak_only_for_them(city):
    load(JANUARY + WATER)
    file = uploads.read(local_user(), view(), Source((HEAD + WATER).encode(), "water.csv"))
    assert file.coverage == Coverage("department", ("Water",))


def test_a_file_of_which_no_key_is_known_is_warned_of_once_there_are_data(city):
    assert [one["rule"] for one in planned(JANUARY)["warnings"]] == []
    load(JANUARY)
    strange = planned(lines("2016-01-31", ("X", "Quay", "Harbours", 1)))["warnings"]
    assert [one["text"] for one in strange] == ["No key of this file is known in City; is it the right portfolio?"]
    known = planned(JANUARY + lines("2026-01-31", ("X", "Quay", "Harbours", 1)))["warnings"]
    assert [one["rule"] for one in known] == []


def test_the_same_rows_again_make_no_snapshot(city):
    load(JANUARY)
    done = load(JANUARY)
    assert done.upload is None
    assert done.already[0].startswith("already loaded on")


def test_a_corrected_file_is_a_revision_and_its_withdrawal_brings_the_first_back(city):
    load(JANUARY)
    plan = planned(JANUARY.replace("2027-01-02", "2027-05-02"))
    assert plan["parts"][0]["standing"] == "revision"
    done = intake.commit(local_user(), view(), plan["hash"])
    intake.withdraw(local_user(), view(), done.upload, "not approved")
    state = states.projects(view(), date(2026, 1, 31)).set_index("project_key")
    assert state.loc["B", "forecast_finish"].date() == date(2027, 1, 2)


def test_nothing_is_written_when_the_data_moved_since_the_plan(city):
    plan = planned(JANUARY)
    load(WATER)
    with pytest.raises(Moved):
        intake.commit(local_user(), view(), plan["hash"])
    assert keys(date(2026, 1, 31)) == ["0012"]


def test_a_plan_is_loaded_once(city):
    plan = planned(JANUARY)
    intake.commit(local_user(), view(), plan["hash"])
    with pytest.raises(NotFound):
        intake.commit(local_user(), view(), plan["hash"])


def test_a_rename_is_proposed_and_once_decided_the_history_follows(city):
    load(JANUARY)
    february = lines("2026-02-28", ("A", "Ash Lane bridge", "Roads", 1), ("B-2", "Birch Hill Road", "Roads", 9))
    proposal = planned(february)["parts"][0]["proposals"][0]
    assert (proposal["from_key"], proposal["to_key"], proposal["kind"]) == ("B", "B-2", "renamed")
    load(february, lineage=[{**proposal, "as_of": "2026-02-28"}])
    history = states.history(view(), date(2026, 2, 28), ["forecast_finish"], keys=["B-2"])
    assert len(history) == 2
    assert set(history["project_key"]) == {"B-2"}


def test_unmapped_columns_and_the_way_back_to_the_file_are_kept(city):
    load(JANUARY)
    with reading() as work:
        facts = work.portfolios.get("city")
        row = work.registers.state(facts.id, "projects", date(2026, 1, 31), 2, ["project_key", "extra"]).iloc[0]
        assert row["extra"] == {"Remark by the mayor": "x"}
        assert row["source_row"] in (2, 3)


def test_every_write_is_audited(city):
    done = load(JANUARY)
    intake.withdraw(local_user(), view(), done.upload, "test")
    with reading() as work:
        actions = work.journal.entries(work.portfolios.get("city").id)["action"].tolist()
    assert actions == ["upload withdrawn", "upload committed", "portfolio created"]


def test_one_who_may_only_read_cannot_load(city):
    plan = planned(JANUARY)
    with pytest.raises(NotAllowed):
        intake.commit(Actor("visitor", "viewer"), view(), plan["hash"])


def test_portfolios_of_one_database_do_not_meet(city):
    portfolios.create(local_user(), "other", "Other", "EUR")
    load(JANUARY)
    assert len(states.projects(scope(local_user(), "other"), date(2026, 1, 31))) == 0


def test_a_file_read_piece_by_piece_gives_the_same_plan(city, monkeypatch):
    monkeypatch.setattr(large_files, "ROWS", 2)
    text = JANUARY + WATER + JANUARY.replace("2026-01-31", "2026-02-28")
    whole = planned(text)
    source = Source((HEAD + text).encode(), "file.csv")
    file = large_files.read(local_user(), view(), source, "projects", None)
    pieces = large_files.plan(local_user(), view(), file, None, Coverage(), silent)
    assert pieces["hash"] == whole["hash"]


def test_an_unreadable_file_is_refused_with_a_repair(city):
    with pytest.raises(FileRefused) as refused:
        planned("2026-01-31,A,One,Roads,soon\x00,1,x\n")
    assert refused.value.refusals[0].repair
