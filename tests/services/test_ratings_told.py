"""Each rating says what it means, what it rests on, and who gave it when."""

import pytest

from services import alignment, objectives, ratings_told
from services.access import Scope
from services.errors import Explained
from tests.services.rated_works import built, now
from tests.services.slip_works import LAST, ME


@pytest.fixture
def works(sqlite_url: str) -> Scope:
    return built(24)


def test_a_rating_bears_its_meaning_its_evidence_and_who_gave_it(works: Scope) -> None:
    objectives.describe_ratings(ME, works, LAST, "O1", {"strong": "Adds 500 jobs"})
    assert alignment.rate_with_evidence(ME, now(), LAST, "P-006", "O1", "strong", "Business case, page 4") == 1
    rows = ratings_told.of_project(now(), LAST, "P-006").set_index("objective_key")
    assert rows.loc["O1", ["rating", "meaning", "evidence", "by"]].tolist() == [
        "strong", "Adds 500 jobs", "Business case, page 4", ME.name
    ]  # fmt: skip
    assert rows.loc["O1", "at"] is not None
    assert rows.loc["O2", "rating"] == "low"
    assert rows.loc["O2", ["meaning", "evidence"]].isna().all()
    assert rows.loc["O3", ["rating", "by", "at"]].isna().all()
    assert rows.index.tolist() == ["O1", "O2", "O3"]


def test_a_rating_changed_in_the_matrix_keeps_its_evidence(works: Scope) -> None:
    alignment.rate_with_evidence(ME, works, LAST, "P-006", "O1", "strong", "Business case")
    alignment.rate(ME, now(), LAST, [("P-006", "O1", "low")])
    assert ratings_told.of_project(now(), LAST, "P-006").loc[0, ["rating", "evidence"]].tolist() == [
        "low", "Business case"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("project", "objective", "word", "evidence", "words"),
    [
        ("P-006", "O1", "huge", "", '"huge" is not a rating'),
        ("P-006", "O9", "low", "", 'no objective "O9"'),
        ("P-999", "O1", "low", "", 'no project "P-999"'),
        ("P-006", "O1", "low", "x" * 2001, "too long"),
    ],
)
def test_what_cannot_be_is_refused(
    works: Scope, project: str, objective: str, word: str, evidence: str, words: str
) -> None:
    with pytest.raises(Explained, match=words):
        alignment.rate_with_evidence(ME, works, LAST, project, objective, word, evidence)
    assert now() == works
