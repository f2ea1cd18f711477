"""Blocks as a page sees them."""

import pytest
from streamlit.testing.v1 import AppTest


def drawn(script) -> AppTest:
    return AppTest.from_function(script, default_timeout=20).run()


def test_a_finding_is_the_title_and_shows_money_as_written():
    def script():
        from ui import blocks

        blocks.header("Portfolio", "Projects of $1.2 bn are late, of $3 bn not.")

    shown = drawn(script)
    assert [title.value.replace("\\", "") for title in shown.title] == ["Projects of $1.2 bn are late, of $3 bn not."]
    assert "\\$1" in shown.title[0].value


def test_a_part_that_cannot_go_on_explains_itself_and_leaves_the_rest():
    def script():
        import streamlit as st

        from services.errors import Explained
        from ui import blocks

        @blocks.part("broken")
        def broken():
            with blocks.explained_errors():
                raise Explained("The file was not read.", "Row 17 is too long.", "Quote the comma.")
            st.text("never")

        broken()
        st.text("the rest")

    shown = drawn(script)
    assert not shown.exception
    assert [text.value for text in shown.text] == ["the rest"]
    assert shown.error[0].value.replace("\\", "") == "Row 17 is too long. Quote the comma."


def test_outside_a_part_the_page_stops_after_the_explanation():
    def script():
        import streamlit as st

        from services.errors import Explained
        from ui import blocks

        with blocks.explained_errors():
            raise Explained("Nothing is loaded.")
        st.text("never")

    shown = drawn(script)
    assert len(shown.error) == 1
    assert not shown.text
    assert not shown.exception


def test_other_errors_are_not_swallowed():
    def script():
        from ui import blocks

        with blocks.explained_errors():
            raise ZeroDivisionError

    assert drawn(script).exception


def test_a_long_table_is_paged_and_sorted_over_all_its_pages():
    def script():
        import pandas as pd

        from ui import blocks

        frame = pd.DataFrame({"name": [f"P{n}" for n in range(120)], "late": list(range(120))})
        columns = [blocks.Column("name", "Project"), blocks.Column("late", "Late, days", "days")]
        blocks.table(frame, columns, key="t", noun="project")

    shown = drawn(script)
    assert shown.dataframe[0].value["Project"].tolist() == [f"P{n}" for n in range(50)]
    assert "1 to 50 of 120 projects" in [caption.value for caption in shown.caption]
    shown.selectbox(key="t_order").set_value("late down").run()
    assert shown.dataframe[0].value["Project"].tolist()[0] == "P119"


def test_a_table_without_rows_says_so_in_words():
    def script():
        import pandas as pd

        from ui import blocks

        blocks.table(pd.DataFrame({"name": []}), [blocks.Column("name", "Project")], key="t", noun="project")

    shown = drawn(script)
    assert not shown.dataframe
    assert [caption.value for caption in shown.caption] == ["No project to show."]


def test_a_table_shows_words_and_no_missing_marks():
    def script():
        import pandas as pd

        from ui import blocks

        frame = pd.DataFrame({"name": ["A", None], "cost": [2_500_000.0, None], "rag": [5, None], "p": [0.25, None]})
        columns = [
            blocks.Column("name", "Project"),
            blocks.Column("cost", "Cost", "money"),
            blocks.Column("rag", "Reported", "status"),
            blocks.Column("p", "Chance", "chance"),
        ]
        blocks.table(frame, columns, key="t", currency="USD")

    table = drawn(script).dataframe[0]
    assert list(table.value.columns) == ["Project", "Cost, $m", "Reported", "Chance"]
    assert table.value.iloc[0].tolist()[:2] == ["A", 2.5]
    assert list(table.value["Reported"].iloc[0]) == ["R"]
    assert table.value["Project"].iloc[1] == "–"
    assert table.value["Chance"].iloc[0] == 25


def test_a_picture_has_a_table_twin_of_the_same_rows():
    def script():
        import pandas as pd
        import plotly.graph_objects as go

        from ui import blocks

        frame = pd.DataFrame({"name": ["A", "B"], "late": [1, 2]})
        columns = [blocks.Column("name", "Project"), blocks.Column("late", "Late, days", "days")]
        figure = go.Figure(go.Bar(x=frame["name"], y=frame["late"]))
        blocks.figure_with_table(figure, frame, columns, name="p", title="Late", alt="Two bars", noun="project")

    shown = drawn(script)
    assert len(shown.get("plotly_chart")) == 1
    assert not shown.dataframe
    shown.session_state["p_as"] = "Table"
    shown.run()
    assert not shown.get("plotly_chart")
    assert shown.dataframe[0].value["Project"].tolist() == ["A", "B"]


def test_more_than_five_figures_are_refused():
    from ui import blocks

    with pytest.raises(ValueError, match="at most 5"):
        blocks.figures([blocks.Figure("Late", "1")] * 6)


def test_figures_say_value_change_and_course():
    def script():
        from ui import blocks

        late = blocks.Figure(
            "Late", "$1 bn", "of 268 projects", "+12 since 30 Jun", "worse", trend=(1.0, None, 3.0), help="112"
        )
        blocks.figures([late, blocks.Figure("Waiting", "Not recorded yet")])

    shown = drawn(script)
    assert [metric.value.replace("\\", "") for metric in shown.metric] == ["$1 bn", "Not recorded yet"]
    assert ":red[\\+12 since 30 Jun, worse]" in [text.value for text in shown.markdown]
    image = shown.image[0] if hasattr(shown, "image") else shown.get("image")[0]
    assert "rising" in str(image.proto)


def test_the_letter_of_a_status_is_always_said():
    from ui.blocks import status_step, status_words

    assert [status_step(value) for value in (1, 2.0, 3, 4, 5, None, float("nan"), "R", "odd")] == [
        "G",
        "A/G",
        "A",
        "A/R",
        "R",
        "none",
        "none",
        "R",
        "none",
    ]
    assert status_words(5) == "R  Red"
    assert status_words(None) == "–"


def test_a_click_on_a_mark_gives_its_data_and_one_beside_gives_nothing():
    from ui.blocks import clicked

    assert clicked({"selection": {"points": [{"x": 1}, {"customdata": ["a", 2]}]}}) == ["a", 2]
    assert clicked({"selection": {"points": []}}) is None
    assert clicked(None) is None
