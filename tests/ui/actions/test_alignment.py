"""What comes back from an editor is compared with what was sent: anything else is left out."""

import pandas as pd

from ui.actions.alignment import changed_ratings

SENT = pd.DataFrame(
    {"O1": ["low", None], "O2": [None, "strong"]}, index=pd.Index(["A", "B"], name="project_key"), dtype=object
)


def test_only_cells_that_differ_come_out():
    returned = SENT.copy()
    returned.loc["A", "O2"] = "extreme"
    returned.loc["B", "O2"] = None
    assert changed_ratings(SENT, returned) == [("A", "O2", "extreme"), ("B", "O2", None)]
    assert changed_ratings(SENT, SENT.fillna(float("nan"))) == []


def test_rows_columns_and_words_that_were_not_sent_are_ignored():
    forged = SENT.copy()
    forged.loc["C"] = ["extreme", "extreme"]
    forged["O9"] = "extreme"
    forged.loc["A", "O1"] = "enormous"
    forged[""] = "Another name"
    assert changed_ratings(SENT, forged) == [("A", "O1", None)]
