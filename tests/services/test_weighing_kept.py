"""Weighings saved become points among siblings, and the judgments behind them are kept."""

import pytest

from services import alignment, objectives, weighing_kept
from services.access import Actor, Scope
from services.errors import Explained, Moved, NotAllowed
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST, ME

KEYS = ["O1", "O2", "O3"]
CAR = [["O1", "O2", 3], ["O1", "O3", 7], ["O2", "O3", 3]]


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built(24)


def test_saved_judgments_become_points_and_are_kept(works: Scope) -> None:
    judgments = {"answers": CAR, "way": "geometric"}
    assert weighing_kept.save(ME, works, LAST, "", "pairwise", judgments, " Agreed with the board ") == 3
    found = alignment.read(now(), LAST).objectives.set_index("objective_key")["points"]
    kept = weighing_kept.kept(now(), LAST)[0]
    assert found.to_dict() == kept.result["points"]
    assert found.sum() == pytest.approx(100, abs=0.02)
    assert (kept.judgments, kept.reason, kept.made_by, kept.method) == (
        judgments, "Agreed with the board", ME.name, "pairwise"
    )  # fmt: skip
    assert weighing_kept.save(ME, now(), LAST, "", "pairwise", judgments) == 0
    assert len(weighing_kept.kept(now(), LAST)) == 2


def test_parts_of_a_group_are_weighed_among_themselves_and_the_group_keeps_its_weight(works: Scope) -> None:
    objectives.add(ME, works, LAST, "Fewer fires", points=1, parent="O2", silencing=True)
    objectives.add(ME, now(), LAST, "Fewer falls", points=1, parent="O2")
    before = alignment.read(now(), LAST).tree.set_index("objective_key")["share"]
    weighing_kept.save(ME, now(), LAST, "O2", "swing", {"points": {"O4": 100, "O5": 25}})
    after = alignment.read(now(), LAST).tree.set_index("objective_key")["share"]
    assert after[["O1", "O2", "O3"]].to_dict() == pytest.approx(before[["O1", "O2", "O3"]].to_dict())
    assert after["O4"] == pytest.approx(4 * after["O5"])


def test_nothing_is_saved_without_the_right_or_over_newer_data(works: Scope) -> None:
    with pytest.raises(NotAllowed):
        weighing_kept.save(Actor("guest", "viewer"), works, LAST, "", "rank", {"order": KEYS})
    weighing_kept.save(ME, works, LAST, "", "rank", {"order": KEYS})
    with pytest.raises(Moved):
        weighing_kept.save(ME, works, LAST, "", "rank", {"order": KEYS[::-1]})
    with pytest.raises(Explained, match="nothing to weigh"):
        weighing_kept.save(ME, now(), LAST, "O1", "rank", {"order": KEYS})
