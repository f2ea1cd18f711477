"""The page of workshops as opened through the shell, and a workshop of three people to be seen on it."""

import re
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from services.access import Actor, Scope
from services.workshops.rules import Rules
from tests.services.workshops.held import Table, open_workshop
from tests.services.workshops.minds import lead
from tests.services.workshops.proposals import AS_OF, ME
from ui.navigation import entry

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("Anna", "Ben", "Carla")
MINDS = {
    "Anna": {"O1": 6.0, "O2": 3.0, "O3": 1.0},
    "Ben": {"O1": 1.0, "O2": 8.0, "O3": 1.0},
    "Carla": {"O1": 1.0, "O2": 1.0, "O3": 8.0},
}


def opened(who: Actor | None = None, **query: object) -> AppTest:
    at = AppTest.from_file(str(ROOT / "ui" / "shell.py"), default_timeout=60)
    if who is not None:
        at.user["visit"] = str(who.session)
    for name, value in query.items():
        at.query_params[name] = str(value)
    at.switch_page(str(entry("workshop").path))
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    parts = (*at.title, *at.header, *at.subheader, *at.markdown, *at.caption)
    return re.sub(r"[\\*]", "", " ".join(part.value for part in parts))


def refusal(at: AppTest) -> str:
    return " ".join(f"{one.proto.title} {one.value}" for one in at.error).replace("\\", "")


def labels(at: AppTest) -> list[str]:
    return [one.label.replace("\\", "") for one in at.button]


def press(at: AppTest, label: str) -> AppTest:
    next(one for one in at.button if one.label.replace("\\", "") == label).click().run()
    assert not at.exception
    return at


def table(at: AppTest, column: str) -> pd.DataFrame:
    return next(one.value for one in at.dataframe if column in one.value)


def closed(works: Scope, **rules: object) -> Table:
    held = open_workshop(ME, works, AS_OF, NAMES, Rules(**rules))  # type: ignore[arg-type]
    lead(held, MINDS)
    held.take("close")
    return held
