"""Cells as ratios of sums, their bases, and the order of rows and columns."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from models import heatmap


def placed(measure: str, **columns: list) -> pd.DataFrame:
    """Return rows of one project each, with its parts of a measure."""
    frame = pd.DataFrame(columns)
    for name in ("cost_to_go", "probability", "slip_days", "forecast_cost", "approved_budget"):
        frame[name] = frame.get(name, np.nan)
    frame["on_top"] = frame.get("on_top", False)
    status = frame.get("status", pd.Series(np.nan, index=frame.index)).astype(float)
    parts = heatmap.parts(measure, frame, status)
    keys = [str(number) for number in range(len(frame))]
    return frame[["row", "column"]].assign(project_key=keys, money=frame["cost_to_go"].fillna(0)).join(parts)


def value(table: pd.DataFrame, row: str, column: str) -> pd.Series:
    """Return one cell."""
    return table[(table["row"] == row) & (table["column"] == column)].iloc[0]


def test_share_of_money_amber_weighs_projects_by_cost_to_go():
    rows = placed("money_amber", row=["a"] * 3, column=["x"] * 3, cost_to_go=[10.0, 30.0, 60.0], status=[5, 3, 1])
    cell = value(heatmap.cells(rows), "a", "x")
    assert cell["value"] == pytest.approx(0.4)
    assert (cell["hits"], cell["base"], cell["projects"]) == (2, 3, 3)


def test_projects_without_a_status_or_cost_are_in_the_cell_but_not_in_its_base():
    rows = placed(
        "money_amber", row=["a"] * 3, column=["x"] * 3, cost_to_go=[10.0, np.nan, 60.0], status=[5, 3, np.nan]
    )
    cell = value(heatmap.cells(rows), "a", "x")
    assert (cell["value"], cell["base"], cell["projects"]) == (1, 1, 3)


def test_a_cell_where_nothing_can_be_counted_has_no_value_and_is_not_zero():
    rows = placed("variance", row=["a"], column=["x"], forecast_cost=[100.0])
    cell = value(heatmap.cells(rows), "a", "x")
    assert np.isnan(cell["value"])
    assert cell["base"] == 0


def test_expected_slips_add_up_and_are_shared_by_the_projects_with_a_prediction():
    rows = placed("expected_slips", row=["a"] * 3, column=["x"] * 3, probability=[0.2, 0.7, np.nan])
    cell = value(heatmap.cells(rows), "a", "x")
    assert cell["numerator"] == pytest.approx(0.9)
    assert cell["value"] == pytest.approx(0.45)
    assert cell["base"] == 2


def test_cost_weighted_slip_is_slip_times_cost_to_go_over_cost_to_go():
    rows = placed("weighted_slip", row=["a"] * 2, column=["x"] * 2, cost_to_go=[30.0, 10.0], slip_days=[100.0, -20.0])
    assert value(heatmap.cells(rows), "a", "x")["value"] == pytest.approx(70)


def test_variance_and_alignment_are_ratios_of_sums():
    over = placed(
        "variance", row=["a"] * 2, column=["x"] * 2, forecast_cost=[110.0, 40.0], approved_budget=[100.0, 50.0]
    )
    assert value(heatmap.cells(over), "a", "x")["value"] == pytest.approx(0)
    top = placed("alignment", row=["a"] * 2, column=["x"] * 2, cost_to_go=[75.0, 25.0], on_top=[True, False])
    assert value(heatmap.cells(top), "a", "x")["value"] == pytest.approx(0.75)


def test_an_unknown_measure_is_refused():
    with pytest.raises(ValueError, match="no measure"):
        placed("beauty", row=["a"], column=["x"])


@given(
    some.lists(
        some.tuples(
            some.sampled_from("ab"), some.sampled_from("xy"), some.floats(1, 1e9), some.sampled_from([1, 3, 5])
        ),
        min_size=1,
        max_size=30,
    )
)
def test_the_cells_of_a_row_add_up_to_its_total(projects):
    rows = placed(
        "money_amber",
        row=[row for row, *_ in projects],
        column=[column for _, column, *_ in projects],
        cost_to_go=[money for *_, money, _ in projects],
        status=[step for *_, step in projects],
    )
    table = heatmap.cells(rows)
    inner = table.groupby("row")[["numerator", "denominator", "base", "hits"]].sum()
    total = heatmap.cells(rows.assign(column="All")).set_index("row")[["numerator", "denominator", "base", "hits"]]
    pd.testing.assert_frame_equal(inner.sort_index(), total.sort_index(), check_dtype=False)


def test_worst_rows_come_first_and_rows_without_a_value_last():
    rows = placed("projects_amber", row=["good", "bad", "none", "Other"], column=["x"] * 4, status=[1, 5, np.nan, 5])
    assert heatmap.worst_first(heatmap.cells(rows), "projects_amber") == [
        "bad",
        "good",
        "Other",
        "none",
    ]


def test_a_row_of_one_project_does_not_stand_above_a_row_that_proves_more():
    rows = placed(
        "projects_amber",
        row=["one"] + ["many"] * 10 + ["few good"] * 10,
        column=["x"] * 21,
        status=[5] + [5] * 9 + [1] + [1] * 10,
    )
    assert heatmap.worst_first(heatmap.cells(rows), "projects_amber") == ["many", "one", "few good"]


def test_for_alignment_the_least_aligned_row_is_the_worst():
    rows = placed("alignment", row=["much", "little"], column=["x"] * 2, cost_to_go=[1.0, 1.0], on_top=[True, False])
    assert heatmap.worst_first(heatmap.cells(rows), "alignment") == ["little", "much"]


def test_columns_stand_in_a_fixed_order_else_by_what_they_are_ranked_by():
    labels = pd.Series(["run", "mandatory", heatmap.NOT_STATED, "else"])
    assert heatmap.ordered(labels, None, ("mandatory", "run")) == ["mandatory", "run", "else", heatmap.NOT_STATED]
    assert heatmap.ordered(pd.Series(["a", "b", "b"]), pd.Series([9.0, 1.0, 2.0])) == ["a", "b"]


def test_few_labels_are_left_alone_and_many_are_pooled():
    labels = pd.Series(list("aabbc"))
    assert heatmap.pooled(labels, 3).tolist() == list("aabbc")
    assert heatmap.pooled(labels, 2).tolist() == ["a", "a", "Other", "Other", "Other"]
