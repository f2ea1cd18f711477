"""What objectives weigh in a tree: the product of shares down it, with nothing counted twice."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import objective_tree


def rows(*listed: tuple[str, str | None, float | None]) -> pd.DataFrame:
    keys, parents, points = zip(*listed, strict=True)
    return pd.DataFrame(
        {
            "objective_key": keys,
            "name": keys,
            "parent": pd.Series(parents, dtype=object),
            "weight": pd.Series(points, dtype=float),
        }
    )


def points(*listed: tuple[str, str | None, float | None]) -> dict[str, float]:
    return objective_tree.weighed(rows(*listed)).set_index("objective_key")["points"].to_dict()


def test_a_leaf_weighs_the_product_of_shares_down_the_tree() -> None:
    found = points(("A", None, 60), ("B", None, 40), ("A1", "A", 3), ("A2", "A", 1), ("A11", "A1", 1), ("A12", "A1", 2))
    assert found["A11"] == pytest.approx(100 * 0.6 * 0.75 / 3)
    assert found["A12"] == pytest.approx(100 * 0.6 * 0.75 * 2 / 3)
    assert found["A2"] == pytest.approx(15)


def test_a_row_that_sums_others_is_never_counted_twice() -> None:
    summed = objective_tree.leaf_points(rows(("A", None, 50), ("A1", "A", 30), ("A2", "A", 20), ("B", None, 50)))
    blank = objective_tree.leaf_points(rows(("A", None, None), ("A1", "A", 30), ("A2", "A", 20), ("B", None, 50)))
    assert summed.to_dict() == blank.to_dict() == {"A1": 30.0, "A2": 20.0, "B": 50.0}


def test_members_without_any_points_share_in_equal_parts() -> None:
    assert points(("A", None, 60), ("A1", "A", None), ("A2", "A", 0))["A1"] == 30.0


def test_objectives_that_stand_above_themselves_or_under_nothing_known_stand_at_the_top() -> None:
    found = objective_tree.weighed(rows(("A", "B", 1), ("B", "A", 2), ("C", "gone", 3), ("D", "D", 4), ("E", "A", 5)))
    assert found.set_index("objective_key")["parent"].to_dict() == dict.fromkeys("ABCD") | {"E": "A"}


def test_without_groups_points_stay_as_they_are_even_missing_ones() -> None:
    found = objective_tree.leaf_points(rows(("A", None, 0.1), ("B", None, None)))
    assert found["A"] == 0.1
    assert pd.isna(found["B"])


def test_groups_come_before_their_members_and_the_heaviest_first() -> None:
    found = objective_tree.weighed(rows(("A", None, 1), ("B", None, 9), ("B1", "B", 1), ("B2", "B", 2)))
    assert found[["objective_key", "depth"]].to_numpy().tolist() == [["B", 0], ["B2", 1], ["B1", 1], ["A", 0]]


@given(st.data())
def test_the_leaves_hold_all_that_the_top_holds(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 9))
    parents = [data.draw(st.sampled_from([None, *range(place)])) for place in range(size)]
    weights = [data.draw(st.one_of(st.none(), st.integers(0, 100))) for _ in range(size)]
    listed = [
        (str(n), None if up is None else str(up), w) for n, (up, w) in enumerate(zip(parents, weights, strict=True))
    ]
    found = objective_tree.weighed(rows(*listed))
    top = found.loc[found["depth"] == 0, "points"].sum()
    assert found.loc[found["leaf"], "points"].sum() == pytest.approx(top)
    assert len(found) == size
    shares = found.set_index("objective_key")
    for key in found.loc[found["leaf"], "objective_key"] if top > 0 else []:
        product, up = 1.0, key
        while up is not None:
            product *= shares.at[up, "within"]
            up = shares.at[up, "parent"]
        assert shares.at[key, "share"] == pytest.approx(product)


def test_no_objectives_weigh_nothing() -> None:
    assert objective_tree.weighed(rows(("A", None, 1)).iloc[:0]).empty


def test_what_stands_below_an_objective_is_found_at_any_depth() -> None:
    tree = rows(("A", None, 1), ("A1", "A", 1), ("A11", "A1", 1), ("B", None, 1))
    assert objective_tree.below(tree, "A") == {"A", "A1", "A11"}
    assert objective_tree.below(tree, "B") == {"B"}
