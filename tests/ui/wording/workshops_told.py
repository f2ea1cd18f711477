"""A workshop as stored, to be told in words, and what can be changed about it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from services.workshops.minutes import Attendance, Dissent, Item, Minutes, Round
from services.workshops.reading import Seat, Workshop

OBJECTIVES = [
    {"key": "O1", "name": "Growth", "statement": "Growth for all", "share": 0.6},
    {"key": "O2", "name": "Safety", "statement": "Safety for all", "share": 0.4},
]
RATED = {"project": "P1", "objective": "O1", "rating": "low", "inside": True, "needed": "none", "stake": 500_00,
         "evidence": ""}  # fmt: skip
OPENED = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
RESULT: dict[str, Any] = {
    "weights": {"O1": 0.25, "O2": 0.75}, "voters": 3, "quorum": 3, "indicative": False, "pairs": 1, "pairs_of": 1,
    "consensus": {
        "people": 3, "s_star": 0.8, "band": "high", "w": 0.9, "aip": {"O1": 0.3, "O2": 0.7}, "aip_apart": 0.05,
        "without_one": 0.04, "leader_stays": True, "groups": {},
    },
}  # fmt: skip
DECISION: dict[str, Any] = {
    "by": "Board", "as_of": "2026-12-31", "points": {"O1": 30.0, "O2": 70.0},
    "departures": [{"key": "O1", "found": 25.0, "decided": 30.0, "reason": "Growth was promised."}],
}  # fmt: skip


def workshop(stage: str = "closed", **changed: Any) -> Workshop:
    frame = {"objectives": OBJECTIVES, "minutes": 25, "quorum": 3, "say": {}, "anybody": True, "scale": "verbal"}
    held = Workshop(
        id=7, portfolio="works", kind="weights", title="Weights of 2027", as_of=date(2026, 10, 31), stage=stage,
        code=None, anonymous=True, practice=False, frame=frame, discuss_until=None, version=4, made_by="Ines",
        made_at=OPENED, opened_at=OPENED, closed_at=None, result=None, decision=None, replaces=None,
        seats=(), questions=(), current=None,
    )  # fmt: skip
    return replace(held, **changed)


def challenge(**changed: Any) -> Workshop:
    frame = {
        "objectives": OBJECTIVES, "projects": [{"key": "P1", "name": "Bridge", "statement": ""}], "ratings": [RATED],
        "out_of_scope": 2, "restricted": 0, "minutes": 25, "say": {},
    }  # fmt: skip
    return workshop(kind="challenge", frame=frame, **changed)


def seat(name: str = "Anna", **changed: Any) -> Seat:
    held = Seat(1, name, "", True, True, None, (), None, False)
    return replace(held, **changed)


def minutes(held: Workshop, *rounds: Round, dissent: tuple[Dissent, ...] = ()) -> Minutes:
    left, right = ("Bridge", "Growth") if held.kind == "challenge" else ("Growth", "Safety")
    item = Item(1, left, right, OPENED, OPENED, rounds, {"answer": -2.0} if rounds else None)
    roster = (
        Attendance("Łukasz Żak", "Board", True, "Zoe", True, True, 2),
        Attendance("Guest", "", False, None, False, False, 0),
    )
    return Minutes(held, roster, (item,) if rounds else (), dissent)
