"""Periods: signed off, published, and read as published or as restated; on both databases."""

from collections.abc import Callable
from datetime import date

import pytest
from pandas.testing import assert_frame_equal

from data_access import transaction
from services import (
    access,
    edits,
    intake,
    mandatory_over_time,
    period_summary,
    portfolio_view,
    publications,
    slip,
    slip_view,
)
from services.access import Actor, Scope, found
from services.errors import Explained, Moved, NotAllowed, NotFound
from services.publications import IN_REVIEW, OPEN, PUBLISHED, RESTATED, SIGNED_OFF
from tests.services import periods_published, slip_works, town
from tests.services.published_town import JULY, WHY, corrected, load, now, plan, publish, standing
from tests.services.town import JUNE, MAY, ME


@pytest.fixture
def scope(database_url: str) -> Scope:
    return town.store()


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Scope:
    return town.store()


def test_a_period_goes_from_open_to_published_and_says_who_did_it(scope: Scope) -> None:
    assert [one.status for one in publications.listing(scope)] == [OPEN, OPEN]
    publications.review(ME, scope, MAY, 1)
    assert standing(MAY).status == IN_REVIEW
    publications.sign_off(Actor("Ann", "facilitator"), now(), MAY, 2)
    signed = standing(MAY)
    assert (signed.status, signed.signed_off_by, signed.published_by) == (SIGNED_OFF, "Ann", None)
    publications.publish(ME, now(), MAY, 3)
    told = standing(MAY)
    assert (told.status, told.signed_off_by, told.published_by, told.restated) == (PUBLISHED, "Ann", "tester", 0)
    assert told.published_at is not None
    assert standing(JUNE).status == OPEN


def test_what_is_published_are_the_figures_of_the_page(scope: Scope) -> None:
    period_summary.refresh(scope)
    publish(MAY)
    told = publications.figures(now())
    assert told == {MAY: period_summary.stored(now())[MAY]}


@pytest.mark.parametrize("step", [publications.sign_off, publications.publish, publications.reopen])
def test_no_step_is_left_out(on_sqlite: Scope, step: Callable[..., None]) -> None:
    with pytest.raises(Explained, match="31 May 2026 is open"):
        step(ME, on_sqlite, MAY, 1)
    assert now() == on_sqlite


def test_a_signature_is_taken_back_and_what_is_published_stays(on_sqlite: Scope) -> None:
    publications.review(ME, now(), MAY, 1)
    publications.sign_off(ME, now(), MAY, 2)
    publications.reopen(ME, now(), MAY, 3)
    assert (standing(MAY).status, standing(MAY).signed_off_by) == (OPEN, None)
    for number, step in enumerate((publications.review, publications.sign_off, publications.publish), start=4):
        step(ME, now(), MAY, number)
    with pytest.raises(Explained, match="by a restatement"):
        publications.reopen(ME, now(), MAY, 7)


def test_of_two_people_at_once_the_second_is_told_where_the_period_stands(scope: Scope) -> None:
    publications.review(ME, scope, MAY, 1)
    with pytest.raises(Moved, match="it is in review now"):
        publications.review(Actor("Ann", "facilitator"), scope, MAY, 1)
    assert standing(MAY).version == 2


def test_only_who_decides_publishes_and_only_what_was_reported(on_sqlite: Scope) -> None:
    with pytest.raises(NotAllowed):
        publications.review(Actor("Bo", "analyst"), on_sqlite, MAY, 1)
    with pytest.raises(NotFound):
        publications.review(ME, on_sqlite, JULY, 1)


def test_a_correction_keeps_what_was_told_and_shows_before_and_after(scope: Scope) -> None:
    publish(MAY)
    told = publications.figures(now())[MAY]
    load(MAY, corrected(), WHY)
    period_summary.refresh(now())
    (made,) = publications.corrections(now())
    assert (made.as_of, made.reason, made.approved_by, made.made_by) == (MAY, WHY.reason, "Ann Lee", "tester")
    assert made.before == {name: value for name, value in told.items() if name not in ("expected", "predicted")}
    assert made.after == period_summary.stored(now())[MAY]
    assert made.before != made.after
    assert (standing(MAY).status, standing(MAY).restated) == (RESTATED, 1)
    assert publications.figures(now())[MAY] == told


def test_every_trend_is_read_as_published_or_as_restated(scope: Scope) -> None:
    period_summary.refresh(scope)
    publish(MAY)
    before = portfolio_view.trend(now(), JUNE)
    load(MAY, corrected(), WHY)
    period_summary.refresh(now())
    published, restated = portfolio_view.trend(now(), JUNE, True), portfolio_view.trend(now(), JUNE)
    assert [one["as_of"] for one in published] == [one["as_of"] for one in restated] == [MAY, JUNE]
    assert published[0] == before[0] | {"restated": True}
    assert restated[0]["forecast_cost"] != published[0]["forecast_cost"]
    assert restated[1] == published[1]
    assert not published[1]["published"]


def test_the_mandatory_share_of_a_published_date_is_found_again(on_sqlite: Scope) -> None:
    classes = [{"project_key": key, "investment_class": "mandatory"} for key in ("W1", "R1")]
    edits.edit_rows(ME, now(), "projects", MAY, classes)
    publish(MAY)
    told = mandatory_over_time.read(now(), MAY)
    edits.edit_rows(ME, now(), "projects", MAY, [{**classes[0], "investment_class": "run", "forecast_cost": 500}],
                    restatement=WHY)  # fmt: skip
    published, restated = (mandatory_over_time.read(now(), MAY, (), wanted) for wanted in (True, False))
    assert_frame_equal(published, told)
    assert restated["share"].iloc[0] != told["share"].iloc[0]
    filtered = mandatory_over_time.read(now(), MAY, (("department", "Water"),), True)
    assert_frame_equal(filtered, mandatory_over_time.read(now(), MAY, (("department", "Water"),)))


def test_the_slips_expected_of_a_published_date_are_found_again(sqlite_url: str) -> None:
    scope = slip_works.store(slip_works.reports())
    slip.refresh(scope)
    periods_published.publish(ME, "works", slip_works.LAST)
    told = slip_view.trend(access.scope(ME, "works"), slip_works.LAST, "12m", 30)
    later = [{"project_key": f"P-{number:03}", "status": "completed"} for number in range(1, 20)]
    edits.edit_rows(ME, access.scope(ME, "works"), "projects", slip_works.LAST, later, restatement=WHY)
    restated, published = (
        slip_view.trend(access.scope(ME, "works"), slip_works.LAST, "12m", 30, wanted) for wanted in (False, True)
    )
    assert published == told
    assert restated[:-1] == told[:-1]
    assert restated[-1] != told[-1]
    assert not slip_view.is_published("next", 90)


def test_a_restated_period_is_restated_again_from_where_it_stands(on_sqlite: Scope) -> None:
    publish(MAY)
    load(MAY, corrected(130), WHY)
    load(MAY, corrected(150), WHY)
    second, first = publications.corrections(now())
    assert second.before == first.after
    assert standing(MAY).restated == 2


def test_the_audit_tells_reason_approver_and_the_figures_that_differ(on_sqlite: Scope) -> None:
    publish(MAY)
    load(MAY, corrected(), WHY)
    with transaction() as work:
        entries = work.journal.entries(found(work, "town").id)
    assert list(entries["action"])[:3] == ["period restated", "upload committed", "period published"]
    entry = entries[entries["action"] == "period restated"].iloc[0]
    assert entry["subject"] == "period as of 2026-05-31"
    assert entry["after"]["reason"] == WHY.reason
    assert entry["after"]["approved_by"] == "Ann Lee"
    assert entry["before"]["forecast_cost"] != entry["after"]["forecast_cost"]


def test_a_plan_says_which_published_dates_it_would_touch(scope: Scope) -> None:
    publish(MAY)
    assert publications.touched(now(), plan(MAY, corrected())) == [MAY]
    assert publications.touched(now(), plan(JUNE, corrected())) == []
    publish(JUNE)
    assert publications.touched(now(), plan(MAY, corrected())) == [MAY]
    assert publications.touched(now(), plan(JULY, corrected())) == []
    some = plan(MAY, corrected()) | {"coverage": {"kind": "department", "values": ["Water"]}}
    assert publications.touched(now(), some) == [MAY]
    risk = "project_key,risk_key,title\nW1,K2,Rain\n"
    assert publications.touched(now(), plan(MAY, risk, "risks")) == [MAY, JUNE]


def test_a_file_that_something_published_rests_on_is_not_withdrawn(scope: Scope) -> None:
    publish(MAY)
    with transaction() as work:
        first = min(one.upload_id for one in work.uploads.in_use(found(work, "town").id, "projects"))
    with pytest.raises(Explained, match="published as of 31 May 2026 rests on it"):
        intake.withdraw(ME, now(), first, "wrong", WHY)
    done = load(MAY, corrected(), WHY)
    assert done.upload is not None
    with pytest.raises(Explained, match="published as of 31 May 2026 rests on it"):
        intake.withdraw(ME, now(), first, "wrong", WHY)
    with pytest.raises(Explained, match="reason"):
        intake.withdraw(ME, now(), done.upload, "wrong after all")
    intake.withdraw(ME, now(), done.upload, "wrong after all", WHY)
    last, before = publications.corrections(now())
    assert (last.before, last.after) == (before.after, before.before)


def test_readers_from_whom_projects_are_kept_get_no_figure_and_no_correction(scope: Scope) -> None:
    publish(MAY)
    load(MAY, corrected(), WHY)
    whole = now()
    narrow = Scope(whole.portfolio, whole.data_version, frozenset({"W1"}))
    assert publications.figures(narrow) == {}
    assert publications.corrections(narrow) == []
    told = next(one for one in publications.listing(narrow) if one.as_of == MAY)
    assert (told.status, told.restated, told.published_by) == (PUBLISHED, 0, "tester")
    assert portfolio_view.trend(narrow, JUNE, True) == portfolio_view.trend(narrow, JUNE)


def test_drafts_are_not_shown_once_something_is_published(on_sqlite: Scope) -> None:
    publish(MAY)
    whole = now()
    viewer = Scope(whole.portfolio, whole.data_version, frozenset(), frozenset({"drafts"}), MAY)
    assert [one.as_of for one in publications.listing(viewer)] == [MAY]
    edits.edit_rows(ME, now(), "risks", JUNE, [{"project_key": "W1", "risk_key": "K9", "title": "Rain"}])
    publish(JUNE)
    edits.edit_rows(ME, now(), "risks", JUNE, [{"project_key": "W1", "risk_key": "K9", "title": "x"}], restatement=WHY)
    assert [one.as_of for one in publications.corrections(now())] == [JUNE]
    assert publications.corrections(viewer) == []
    assert publications.figures(viewer).keys() == {MAY}


def test_days_are_named_as_people_write_them(on_sqlite: Scope) -> None:
    with pytest.raises(NotFound, match="1 Feb 2020"):
        publications.review(ME, on_sqlite, date(2020, 2, 1), 1)
