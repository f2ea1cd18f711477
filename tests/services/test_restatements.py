"""The guard of what is published: nothing moves it in silence, and its corrections add up to what is known today."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access import transaction
from services import access, edits, intake, publications, uploads
from services.access import Scope, found
from services.errors import Explained, Moved
from services.period_summary import figures as figures_at
from services.plans import silent
from services.restatements import IsPublished, Restatement, listed, of_facts
from services.uploads import Source
from tests.services import town
from tests.services.published_town import JULY, WHY, corrected, load, now, plan, publish, standing
from tests.services.town import JUNE, MAY, ME

RISK = {"project_key": "W1", "risk_key": "K9", "title": "Rain"}
RENAMED = {"from_key": "W5", "to_key": "R4", "kind": "renamed", "as_of": "2026-06-30"}


@pytest.fixture
def scope(database_url: str) -> Scope:
    return town.store()


@pytest.fixture
def on_sqlite(sqlite_url: str) -> Scope:
    return town.store()


def state(as_of: date = MAY) -> dict[str, float]:
    """Return the figures of a date worked out anew."""
    with transaction() as work:
        return of_facts(dict(figures_at(work, found(work, "town"), [as_of], silent))[as_of])


def test_a_file_for_a_published_date_is_refused_whole_and_its_plan_stays(scope: Scope) -> None:
    publish(MAY)
    before, known = now(), state()
    told = plan(MAY, corrected())
    with pytest.raises(IsPublished, match="published as of 31 May 2026") as refused:
        intake.commit(ME, now(), str(told["hash"]))
    assert refused.value.dates == (MAY,)
    assert (now(), state()) == (before, known)
    assert intake.commit(ME, now(), str(told["hash"]), restatement=WHY).upload is not None
    assert state() != known


def test_a_file_for_a_later_date_needs_no_restatement(on_sqlite: Scope) -> None:
    publish(MAY)
    publish(JUNE)
    assert load(JULY, corrected()).upload is not None
    assert publications.corrections(now()) == []


def test_an_edit_at_a_published_date_is_refused_and_as_a_restatement_kept(scope: Scope) -> None:
    publish(JUNE)
    with pytest.raises(IsPublished):
        edits.edit_rows(ME, now(), "risks", JUNE, [RISK])
    assert edits.edit_rows(ME, now(), "risks", JUNE, [RISK], restatement=WHY) == 1
    (made,) = publications.corrections(now())
    assert (made.cause, made.before) == ("risks: rows edited", made.after)
    assert standing(JUNE).status == publications.RESTATED


def test_an_edit_of_an_earlier_date_restates_each_later_one_it_reaches(on_sqlite: Scope) -> None:
    publish(MAY)
    publish(JUNE)
    edits.edit_rows(ME, now(), "impacts", MAY, [{"project_key": "W3", "objective_key": "O1", "rating": "extreme"}],
                    restatement=WHY)  # fmt: skip
    assert [one.as_of for one in publications.corrections(now())] == [JUNE, MAY]
    cost = [{"project_key": "W3", "forecast_cost": 70_000_000}]
    edits.edit_rows(ME, now(), "projects", MAY, cost, restatement=WHY)
    assert [one.as_of for one in publications.corrections(now())] == [MAY, JUNE, MAY], "June has a file of its own"


def test_a_change_of_key_alone_is_a_restatement_where_figures_move(scope: Scope) -> None:
    publish(JUNE)
    file = uploads.read(ME, now(), Source(corrected().encode(), "same.csv"), here=True)
    load(JULY, corrected())
    told = uploads.plan(ME, now(), file, as_of=JULY, lineage=[RENAMED])
    with pytest.raises(IsPublished, match="30 Jun 2026"):
        intake.commit(ME, now(), told["hash"])
    assert intake.commit(ME, now(), told["hash"], restatement=WHY).upload is None
    (made,) = publications.corrections(now())
    assert made.before != made.after == state(JUNE)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (Restatement(" ", "Ann"), "needs a reason"),
        (Restatement("Wrong", " "), "needs somebody who approves"),
        (Restatement("Wrong", "x" * 201), "too long"),
        (Restatement("x" * 2001, "Ann"), "too long"),
    ],
)
def test_a_restatement_says_why_and_who_approves(on_sqlite: Scope, given: Restatement, words: str) -> None:
    publish(MAY)
    before = now()
    with pytest.raises(Explained, match=words):
        load(MAY, corrected(), given)
    assert now().data_version == before.data_version


def test_a_signature_ends_where_the_data_move(scope: Scope) -> None:
    publications.review(ME, now(), JUNE, 1)
    publications.sign_off(ME, now(), JUNE, 2)
    edits.edit_rows(ME, now(), "risks", JUNE, [RISK])
    assert (standing(JUNE).status, standing(JUNE).signed_off_by) == (publications.IN_REVIEW, None)
    with pytest.raises(Moved):
        publications.publish(ME, now(), JUNE, 3)
    publications.sign_off(ME, now(), JUNE, 4)
    load(JULY, corrected())
    assert standing(JUNE).status == publications.SIGNED_OFF


def test_a_file_replaced_since_is_withdrawn_without_a_restatement(scope: Scope) -> None:
    replaced = load(JULY, corrected(120)).upload
    load(JULY, corrected(130))
    publish(JULY)
    assert replaced is not None
    intake.withdraw(ME, now(), replaced, "was replaced")
    assert publications.corrections(now()) == []


def test_a_change_that_changes_nothing_is_no_restatement(on_sqlite: Scope) -> None:
    publish(JUNE)
    assert edits.edit_rows(ME, now(), "projects", JUNE, [{"project_key": "W1", "name": "North main"}]) == 0
    assert publications.corrections(now()) == []


def test_days_are_listed_the_first_of_many_by_name() -> None:
    assert listed([JUNE]) == "30 Jun 2026"
    assert listed([JULY, MAY, JUNE]) == "31 May 2026, 30 Jun 2026 and 31 Jul 2026"
    assert listed([date(2026, 1, day) for day in (1, 2, 3, 4)]) == "1 Jan 2026 and 3 later dates"


WRITES = st.lists(
    st.tuples(
        st.sampled_from(["projects", "impacts", "decisions", "file", "publish"]),
        st.sampled_from([MAY, date(2026, 6, 15), JUNE, JULY]),
        st.integers(10, 40),
    ),
    min_size=2,
    max_size=7,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WRITES)
def test_what_was_published_and_its_corrections_add_up_to_what_is_known_today(
    sqlite_url: str, writes: list[tuple[str, date, int]]
) -> None:
    key = f"town-{len(_portfolios())}"
    town.store(key=key)
    told: dict[date, dict[str, float]] = {}
    for kind, as_of, amount in [("publish", MAY, 0), *writes]:
        _write(key, kind, as_of, amount)
        here = access.scope(ME, key)
        figures = publications.figures(here)
        assert {day: figures[day] for day in told} == told, "what was published never changes"
        told = figures
    with transaction() as work:
        today = dict(figures_at(work, found(work, key), sorted(told), silent))
    for day, published in told.items():
        steps = [one for one in publications.corrections(here)[::-1] if one.as_of == day]
        chain = [of_facts(published), *(one.after for one in steps)]
        assert [one.before for one in steps] == chain[:-1]
        assert chain[-1] == pytest.approx(of_facts(today[day]))
        assert all(one.after == later.before for one, later in pairwise(steps))


def _portfolios() -> list[object]:
    with transaction() as work:
        return list(work.portfolios.listing())


def _write(key: str, kind: str, as_of: date, amount: int) -> None:
    here = access.scope(ME, key)
    if kind == "publish":
        known = {one.as_of: one for one in publications.listing(here)}
        if as_of in known and known[as_of].status == publications.OPEN:
            for number, step in enumerate((publications.review, publications.sign_off, publications.publish), start=1):
                step(ME, here, as_of, number)
    elif kind == "file":
        file = uploads.read(ME, here, Source(corrected(100 + amount).encode(), "f.csv"), here=True)
        intake.commit(ME, here, uploads.plan(ME, here, file, as_of=as_of)["hash"], restatement=WHY)
    else:
        row = {
            "projects": {"project_key": "W1", "name": "North main", "forecast_cost": amount},
            "impacts": {"project_key": "W3", "objective_key": "O1", "rating": "low" if amount % 2 else "strong"},
            "decisions": {"decision_key": f"D{amount}", "title": "Wait", "asked": MAY},
        }[kind]
        edits.edit_rows(ME, here, kind, as_of, [row], restatement=WHY)
