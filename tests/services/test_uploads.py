"""A plan does not depend on which process read the file."""

import pytest

from services import portfolios, uploads
from services.access import local_user, scope
from services.readings import Source

ME = local_user()
FILE = (
    "As of,Project key,Name,Department,Start,Forecast finish,Approved budget,Overall RAG,Percent complete,Site\n"
    "2026-07-31,P1,Pumps,Water,2024-01-31,2027-02-11,1000.50,green,40,North\n"
    "2026-07-31,P2,Kerbs,Roads,2024-02-30,2027-03-11,abc,amber,140,\n"
    '2026-06-30,P1,Pumps,Water,2024-01-31,2027-01-11,1000.50,red,30,"Süd ""a"""\n'
    "2026-06-30,P3,Ragged\n"
    "Total,,,,,,2001.00,,,\n"
)


@pytest.fixture
def works(sqlite_url):
    portfolios.create(ME, "works", "Works", "USD")


def planned(**how):
    view = scope(ME, "works")
    file = uploads.read(ME, view, Source(FILE.encode(), "works.csv"), **how)
    return file, uploads.plan(ME, view, file)


def test_a_file_read_in_a_process_of_its_own_gives_the_same_plan_as_one_read_here(works):
    (away, there), (own, here) = planned(), planned(here=True)
    assert away.raw.kept is not None
    assert own.raw.kept is None
    assert there == here
    assert there["rows"] == {"read": 5, "loaded": 3, "collapsed": 0, "refused": 1, "skipped": 1}


def test_reading_tells_its_progress_only_where_it_waits(works):
    said = []
    planned(progress=lambda *told: said.append(told))
    assert said == []
