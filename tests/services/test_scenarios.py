"""Scenarios are kept with all that determines them, changed by several people without loss, and audited."""

import json

import pytest

from data_access import reading
from services import access, scenarios
from services.access import found
from services.candidates import Asked
from services.errors import Explained, Moved, NotAllowed, NotFound
from services.scenarios import EditedMeanwhile
from tests.services import funding_works, plans_kept
from tests.services.funding_works import ME

YOU = access.Actor("somebody else", "admin")


@pytest.fixture
def scope(database_url):
    return funding_works.store()


@pytest.fixture
def on_sqlite(sqlite_url):
    return funding_works.store()


def journal(scope):
    with reading() as work:
        entries = work.journal.entries(found(work, scope.portfolio).id)
    return entries[entries["action"].str.startswith("scenario")].iloc[::-1].reset_index(drop=True)


def test_a_plan_is_kept_with_everything_that_determines_it(scope):
    number = plans_kept.kept(scope, " Spring plan ", note="For the board", forced_out=("D 4",))
    plan = scenarios.read(scope, number)
    told = plan.statement
    assert (plan.name, plan.note, plan.status, plan.version, plan.created_by) == (
        "Spring plan",
        "For the board",
        "draft",
        1,
        "tester",
    )
    assert {pin["register"] for pin in told["pins"]} == {"projects", "objectives", "impacts", "costs"}
    assert [row["points"] for row in told["weights"]["objectives"]] == [75.0, 25.0]
    assert told["asked"]["forced_out"] == ["D 4"]
    assert told["valuing"]["measure"] == "strategic"
    assert told["problem"]["cost"][told["problem"]["keys"].index("M-1")] == [300_00, 300_00]
    assert told["candidates"]["classes"][told["problem"]["keys"].index("C/1")] == "committed"
    assert set(told["result"]["chosen"]) == {"M-1", "C/1", "D 1", "D 2"}
    assert told["code"]["method"]
    assert told["address"] == {"budget_total": "1.41"}
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_the_list_counts_what_is_decided_apart_from_what_stands_above_the_line(scope):
    plans_kept.kept(scope)
    (listed,) = scenarios.listing(scope)
    assert listed.statement == {}
    figures = {name: listed.summary[name] for name in ("funded", "candidates", "above", "total", "cost", "value")}
    assert figures == {"funded": 2, "candidates": 4, "above": 2, "total": 1_410_00, "cost": 1_400_00, "value": 13.5}
    assert listed.summary["share"] == pytest.approx(13.5 / 14.25)


def test_another_weight_is_another_version_of_the_weights(on_sqlite):
    from services import alignment

    before = plans_kept.statement(on_sqlite, plans_kept.asked())
    alignment.set_points(ME, on_sqlite, funding_works.AS_OF, {"O1": 60.0})
    later = access.scope(ME, on_sqlite.portfolio)
    after = plans_kept.statement(later, plans_kept.asked())
    assert before["weights"]["version"] != after["weights"]["version"]
    assert len(after["pins"]) == len(before["pins"]) + 1, "the edit is pinned beside the file it changes"
    with pytest.raises(Moved, match="data changed"):
        scenarios.save(ME, later, "Old", "", before)


def test_two_people_who_change_one_plan_lose_nothing(scope):
    number = plans_kept.kept(scope)
    assert scenarios.edit(YOU, scope, number, 1, {"note": "Theirs"}) == 2
    with pytest.raises(EditedMeanwhile, match="Somebody else has changed") as refused:
        scenarios.edit(ME, scope, number, 1, {"name": "Mine", "note": "My words"})
    assert refused.value.theirs.note == "Theirs"
    assert refused.value.yours == {"name": "Mine", "note": "My words"}
    assert (scenarios.read(scope, number).name, scenarios.read(scope, number).note) == ("Plan", "Theirs")
    mine = scenarios.copy(ME, scope, number, refused.value.yours["name"], refused.value.yours["note"])
    assert scenarios.read(scope, mine).note == "My words"
    assert scenarios.edit(ME, scope, number, refused.value.theirs.version, {"note": "Both"}) == 3


def test_a_new_statement_takes_the_place_of_the_old_one(on_sqlite):
    number = plans_kept.kept(on_sqlite)
    scenarios.edit(ME, on_sqlite, number, 1, {"statement": plans_kept.statement(on_sqlite, plans_kept.asked(1_200))})
    assert scenarios.read(on_sqlite, number).summary["funded"] == 1
    entry = journal(on_sqlite).iloc[1]
    assert (entry["before"]["summary"]["funded"], entry["after"]["summary"]["funded"]) == (2, 1)


def test_a_locked_plan_is_copied_and_not_changed_until_it_is_unlocked(on_sqlite):
    number = plans_kept.kept(on_sqlite)
    assert scenarios.lock(ME, on_sqlite, number, 1) == 2
    with pytest.raises(Explained, match="locked"):
        scenarios.edit(ME, on_sqlite, number, 2, {"name": "Other"})
    with pytest.raises(Explained, match="locked"):
        scenarios.delete(ME, on_sqlite, number, 2)
    with pytest.raises(EditedMeanwhile):
        scenarios.lock(ME, on_sqlite, number, 2)
    copied = scenarios.copy(ME, on_sqlite, number)
    one = scenarios.read(on_sqlite, copied)
    assert (one.name, one.status, one.copied_from) == ("Copy of Plan", "draft", number)
    assert one.statement == scenarios.read(on_sqlite, number).statement
    assert scenarios.read(on_sqlite, scenarios.copy(ME, on_sqlite, number)).name == "Copy of Plan (2)"
    assert scenarios.unlock(ME, on_sqlite, number, 2) == 3
    assert scenarios.edit(ME, on_sqlite, number, 3, {"name": "Other"}) == 4


def test_a_deleted_draft_is_on_record(on_sqlite):
    number = plans_kept.kept(on_sqlite, note="Gone")
    with pytest.raises(EditedMeanwhile):
        scenarios.delete(ME, on_sqlite, number, 9)
    scenarios.delete(ME, on_sqlite, number, 1)
    assert scenarios.listing(on_sqlite) == []
    with pytest.raises(NotFound):
        scenarios.read(on_sqlite, number)
    entry = journal(on_sqlite).iloc[1]
    assert (entry["action"], entry["before"]["note"]) == ("scenario deleted", "Gone")
    plans_kept.kept(on_sqlite)


def test_names_are_given_short_and_borne_once(on_sqlite):
    plans_kept.kept(on_sqlite)
    for name, why in (("  ", "no name"), ("x" * 81, "too long"), ("plan", "already")):
        with pytest.raises(Explained, match=why):
            plans_kept.kept(on_sqlite, name)
    with pytest.raises(Explained, match="note is too long"):
        plans_kept.kept(on_sqlite, "Other", note="x" * 2001)
    with pytest.raises(Explained, match="no status to change"):
        scenarios.edit(ME, on_sqlite, 1, 1, {"status": "committed"})


def test_what_is_no_plan_is_not_kept(on_sqlite):
    told = plans_kept.statement(on_sqlite, plans_kept.asked())
    nothing = plans_kept.statement(on_sqlite, Asked(1_410_00, forced_in=("D 1", "D 2", "D 4")))
    broken = told | {"result": told["result"] | {"chosen": ["D 1"]}}
    missing = {name: value for name, value in told.items() if name != "weights"}
    for wrong, why in ((nothing, "Nothing is chosen"), (broken, "breaks one"), (missing, "lacks weights")):
        with pytest.raises(Explained, match=why):
            scenarios.save(ME, on_sqlite, "Plan", "", wrong)
    with pytest.raises(Explained, match="another version"):
        scenarios.save(ME, on_sqlite, "Plan", "", told | {"format": 0})
    assert scenarios.listing(on_sqlite) == []


def test_readers_read_and_change_nothing(on_sqlite):
    number = plans_kept.kept(on_sqlite)
    reader = access.Actor("reader", "viewer")
    for attempt in (
        lambda: scenarios.save(reader, on_sqlite, "x", "", {}),
        lambda: scenarios.edit(reader, on_sqlite, number, 1, {}),
        lambda: scenarios.copy(reader, on_sqlite, number),
        lambda: scenarios.lock(reader, on_sqlite, number, 1),
        lambda: scenarios.delete(reader, on_sqlite, number, 1),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_every_step_is_on_record(on_sqlite):
    number = plans_kept.kept(on_sqlite)
    scenarios.edit(ME, on_sqlite, number, 1, {"name": "New"})
    scenarios.lock(ME, on_sqlite, number, 2)
    scenarios.unlock(ME, on_sqlite, number, 3)
    assert journal(on_sqlite)["action"].tolist() == [
        "scenario saved",
        "scenario changed",
        "scenario locked",
        "scenario unlocked",
    ]
    change = journal(on_sqlite).iloc[1]
    assert (change["before"], change["after"]) == ({"name": "Plan"}, {"name": "New"})
