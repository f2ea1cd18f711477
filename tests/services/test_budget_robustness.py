"""How safe a selection is: draws by weights, ratings, values and costs, counted by project."""

from datetime import date

import numpy as np
import pytest

from data_access import transaction
from models.selection import select
from models.selection_draws import NOT_RATED
from services import budget_scores, jobs, portfolio_candidates, robustness_job
from services.access import found as portfolio_of
from services.budget_robustness import Ranges, of_candidates, plain, robust
from services.budget_scores import Scores
from services.candidates import Asked, Candidates, problem
from services.errors import Explained
from services.jobs import worker
from services.portfolio_candidates import Valuing
from tests.services import funding_works
from tests.services.four_projects import FOUND
from tests.services.funding_works import AS_OF, ME

OPTIONS = Candidates(
    keys=("a|all", "a|half", "a|none", "b", "c"),
    names=("A", "A", "A", "B", "C"),
    value=np.array([8.0, 4, 0, 11, 6]),
    cost=np.array([[6], [3], [0], [7], [4]]),
    periods=("FY27",),
    digits=0,
    options_of={"a": ("a|all", "a|half")},
    none_of={"a": "a|none"},
)
WEIGHED = Scores(("x", "y"), np.array([3.0, 1]), ("a", "b", "c"), np.array([[2, 0], [0, 4], [NOT_RATED] * 2]), {})


def safety(found, asked, ranges, **options):
    stated = problem(found, asked)
    return robust(stated, ranges, none_of=found.none_of, options_of=found.options_of, draws=40, **options)


def test_without_any_range_all_stays_as_it_is():
    told = safety(FOUND, Asked(14), Ranges())
    assert told.frequencies.share.tolist() == [0, 1, 1, 1]
    assert (told.funded, told.stay, told.never, told.moves, told.tried) == (3, 3, 1, (), 0)


def test_the_seed_decides_the_draws():
    one, same, other = (safety(FOUND, Asked(14), Ranges(values=0.4), seed=seed) for seed in (1, 1, 2))
    assert one.frequencies.share.tolist() == same.frequencies.share.tolist()
    assert one.frequencies.share.tolist() != other.frequencies.share.tolist()
    assert 0 < one.frequencies.share[0] < 1


def test_what_is_decided_in_advance_is_not_counted():
    told = safety(FOUND, Asked(14, forced_in=("a",), forced_out=("b",)), Ranges(values=0.2))
    assert told.frequencies.keys == ("c", "d")


def test_a_project_with_options_counts_once_and_is_funded_by_any_of_them():
    told = safety(OPTIONS, Asked(17), Ranges(values=0.1))
    assert told.frequencies.keys == ("a", "b", "c")
    assert told.frequencies.inside.tolist() == [True, True, True]
    assert told.frequencies.share.tolist() == [1, 1, 1]


def test_costs_that_leave_no_set_are_counted_apart():
    told = safety(FOUND, Asked(14, forced_in=("b", "c", "d")), Ranges(costs=0.3))
    assert told.frequencies.impossible > 0
    assert told.frequencies.solved + told.frequencies.impossible == 40


def test_nothing_can_be_tested_where_nothing_can_be_chosen():
    with pytest.raises(Explained, match="nothing to test"):
        safety(FOUND, Asked(1, forced_in=("a",)), Ranges())


def test_values_as_rated_are_the_stated_ones_whatever_was_made_of_them():
    stated = problem(Candidates(tuple("abc"), tuple("ABC"), np.array([22.5, 4.5, 0]), *_costs(3)), Asked())
    now = np.array([[2.25, 2.25, 0]])
    np.testing.assert_allclose(WEIGHED.valued(stated, now), [[22.5, 4.5, 0]])
    # c has no score of its own: a point of it is worth what one of the others is, (10 + 2) / 2.
    np.testing.assert_allclose(WEIGHED.valued(stated, now * 2 + [[0, 0, 1]]), [[45, 9, 6]])


def test_weights_and_ratings_that_are_held_move_nothing():
    stated = problem(Candidates(tuple("abc"), tuple("ABC"), np.array([2.25, 2.25, 0]), *_costs(3)), Asked())
    drawn = WEIGHED.drawn(stated, 0.0, False, 4, np.random.default_rng(1))
    np.testing.assert_allclose(drawn, [[2.25, 2.25, 0]] * 4)
    moved = WEIGHED.drawn(stated, 0.0, True, 200, np.random.default_rng(1))
    assert set(moved[:, 0]) <= {0.75, 1.0, 2.25, 2.5, 4.5, 4.75}
    assert moved[:, 2].max() > 0


def test_single_weights_and_ratings_are_tried_at_both_ends():
    stated = problem(Candidates(tuple("abc"), tuple("ABC"), np.array([2.25, 2.25, 0]), *_costs(3)), Asked())
    weights = WEIGHED.single_weights(stated, 0.25)
    assert [one.key for one in weights] == ["x", "y"]
    np.testing.assert_allclose(weights[0].high.value, [3, 0, 0])
    ratings = {one.key: one for one in WEIGHED.single_ratings(stated)}
    np.testing.assert_allclose(ratings["a"].low.value, [0.75, 2.25, 0])
    np.testing.assert_allclose(ratings["a"].high.value, [4.75, 2.25, 0])
    np.testing.assert_allclose(ratings["c"].high.value[2], 9)


def _costs(projects):
    return np.ones((projects, 1), dtype=np.int64), ("FY27",), 0


def test_weights_and_ratings_of_a_portfolio_are_those_of_the_date(sqlite_url):
    scope = funding_works.store()
    funding = portfolio_candidates.read(scope, AS_OF, Valuing("strategic"))
    known = budget_scores.read(scope, AS_OF, funding.candidates)
    assert dict(zip(known.objectives, known.points.tolist(), strict=True)) == {"O1": 75.0, "O2": 25.0}
    levels = dict(zip(known.projects, known.levels.tolist(), strict=True))
    assert (levels["D 1"], levels["D 2"], levels["D 3"]) == ([3, 0], [4, 4], [NOT_RATED, NOT_RATED])
    assert budget_scores.read(scope, date(2020, 1, 1), funding.candidates) is None


def test_a_portfolio_is_tested_for_what_can_be_decided(sqlite_url):
    scope = funding_works.store()
    funding = portfolio_candidates.read(scope, AS_OF, Valuing("strategic"))
    stated = problem(funding.candidates, Asked(1_500_00))
    told = of_candidates(scope, AS_OF, funding.candidates, stated, Ranges(0.1, True), draws=30)
    assert set(told.frequencies.keys) == {"D 1", "D 2", "D 3", "D 4"}
    assert told.frequencies.solved == told.frequencies.proven == 30
    assert told.tried == 2 + 4
    shown = plain(told)
    assert {one["project"] for one in shown["projects"]} == set(told.frequencies.keys)


def test_a_job_keeps_its_answer_and_knows_what_it_was_asked(sqlite_url):
    scope = funding_works.store()
    funding = portfolio_candidates.read(scope, AS_OF, Valuing("strategic"))
    stated = problem(funding.candidates, Asked(1_500_00))
    asked = robustness_job.arguments(AS_OF, funding.candidates, stated, Ranges(0.1, True), draws=20)
    number, is_new = jobs.ask(scope, ME, robustness_job.KIND, asked)
    assert is_new
    assert robustness_job.answer(jobs.status(scope, number)) is None
    worker.run(number)
    ended = jobs.status(scope, number)
    told = of_candidates(scope, AS_OF, funding.candidates, stated, Ranges(0.1, True), draws=20)
    assert ended.state == "done"
    assert ended.message == f"{told.stay} of {told.funded} stay funded in nine of ten draws or more."
    assert robustness_job.answer(ended)["projects"] == plain(told)["projects"]
    assert robustness_job.asked_the_same(ended, asked)
    assert not robustness_job.asked_the_same(ended, asked | {"seed": 1})


def test_a_job_that_is_called_off_ends_at_its_next_draw(sqlite_url):
    scope = funding_works.store()
    funding = portfolio_candidates.read(scope, AS_OF, Valuing("strategic"))
    stated = problem(funding.candidates, Asked(1_500_00))
    asked = robustness_job.arguments(AS_OF, funding.candidates, stated, Ranges(0.1, True), draws=20)
    said = []

    def stop(done, of, words):
        said.append((done, of))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        robustness_job.carry_out(scope, ME, asked, stop)
    assert said == [(1, 20 + 2 * 6)]
    with transaction() as work:
        assert work.jobs.newest(portfolio_of(work, scope.portfolio).id, robustness_job.KIND) is None


def test_the_selection_that_is_tested_can_be_given():
    stated = problem(FOUND, Asked(14))
    told = robust(stated, Ranges(), best=select(problem(FOUND, Asked(14, forced_in=("a",)))), draws=2)
    assert told.frequencies.inside.tolist() == [True, True, False, False]
    assert told.frequencies.share.tolist() == [0, 1, 1, 1]
