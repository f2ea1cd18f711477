"""Columns added piece by piece come back whole."""

from pathlib import Path

import pandas as pd

from data_access.intake.spool import Spool


def test_columns_come_back_as_they_were_added():
    with Spool() as spool:
        spool.add({"Cost": pd.Series([1.5, None])}, 2)
        spool.add({"Cost": pd.Series([3.0])}, 1)
        pd.testing.assert_series_equal(spool["Cost"], pd.Series([1.5, None, 3.0]))


def test_a_piece_that_lacks_a_column_has_no_numbers_in_it():
    with Spool() as spool:
        spool.add({"Cost": pd.Series([1.0])}, 1)
        spool.add({"Days": pd.Series([2.0])}, 1)
        spool.add({"Cost": pd.Series([3.0])}, 1)
        assert list(spool) == ["Cost", "Days"]
        pd.testing.assert_series_equal(spool["Cost"], pd.Series([1.0, None, 3.0]))
        pd.testing.assert_series_equal(spool["Days"], pd.Series([None, 2.0, None]))


def test_nothing_is_left_on_disk():
    with Spool() as spool:
        spool.add({"Cost": pd.Series([1.0])}, 1)
        (folder,) = {file.parent for file in spool._files.values()}
        assert Path(folder).exists()
    assert not Path(folder).exists()
