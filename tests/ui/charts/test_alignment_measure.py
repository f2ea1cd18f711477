"""The curve runs over the scale, in steps where it is stepped, and no unit is read as markup."""

from ui.charts import alignment_measure as charts


def test_the_curve_is_drawn_with_its_unit_escaped():
    smooth = charts.curve([0, 1], [0, 9], "<b>dB", stepped=False)
    stepped = charts.curve([0, 1], [0, 9], "dB", stepped=True)
    assert "<b>" not in smooth.layout.xaxis.title.text
    assert (smooth.data[0].line.shape, stepped.data[0].line.shape) == ("linear", "hv")
    assert list(smooth.layout.yaxis.tickvals) == [0, 1, 3, 6, 9]
