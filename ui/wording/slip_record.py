"""How well the slip methods did at past dates, in words: found, ranked, calibrated, by kind of project."""

from collections.abc import Mapping
from typing import Any, Final

from models.slip_baselines import BASE_RATE, BY_CATEGORY, DATED, MODEL, REPORTED_RAG, SLIPPED_LAST_TIME, TABLE
from models.slip_logistic import FIVE_FEATURES
from ui.wording.formats import DASH, number, percent

METHODS: Final = {
    MODEL: "The model",
    DATED: "The model, next date known",
    TABLE: "Phase and time left",
    BASE_RATE: "The same chance for all",
    BY_CATEGORY: "By category",
    REPORTED_RAG: "Reported status",
    SLIPPED_LAST_TIME: "Slipped at the last report",
    FIVE_FEATURES: "Logistic on five features",
}
REJECTED: Final = {MODEL: "the rejected model", TABLE: "the rejected table"}
CLEARLY: Final = 1.5
SEGMENTS: Final = {
    "all": "All projects",
    "new projects": "Not seen while learning",
    "due": "Due before the outcome",
    "not due": "Not due by then",
}


def told_of(record: Mapping[str, Any]) -> str:
    """Return the method whose record is told: the one that speaks; where that is one chance for all, the one rejected.

    "" without a record. One chance for all calls nobody most likely and ranks nobody, so its own record is short
    (`one_chance`), and the method that could have ranked is told beside it, by its name (`rejected`).
    """
    methods, method = record.get("methods") or {}, str(record.get("method"))
    if method in methods and method != BASE_RATE:
        return method
    offered = (str(record.get("leading")), MODEL, TABLE)
    return next((name for name in offered if name in methods and name != BASE_RATE), "")


def rejected(record: Mapping[str, Any]) -> str:
    """Return the method told of that does not speak, as it stands in a sentence; "" where the one told of speaks.

    >>> rejected({"method": "base rate", "methods": {"model": {}, "base rate": {}}})
    'the rejected model'
    """
    told = told_of(record)
    return "" if not told or told == record.get("method") else REJECTED.get(told, "the rejected method")


def one_chance(record: Mapping[str, Any]) -> str:
    """Return the record of one chance for all, where that speaks; else ""."""
    if record.get("method") != BASE_RATE or BASE_RATE not in (record.get("methods") or {}):
        return ""
    nobody = "Every project gets the same chance, so none is called most likely and none stands above another."
    return f"{nobody} {calibration_sentence(record, BASE_RATE)}".strip()


def together(record: Mapping[str, Any]) -> str:
    """Return how far the interval of the expected number lets projects slip together."""
    rate = "" if record.get("method") == MODEL else ", with how unsure the past share itself is,"
    return (
        "The interval of the expected number lets projects slip together: the common factor that past dates speak for"
        f"{rate} has a correlation of {number(record.get('correlation'), 2)}."
    )


def rejection(record: Mapping[str, Any]) -> str:
    """Return that what follows is told of the method rejected; "" where the one told of speaks.

    >>> rejection({"method": "base rate", "methods": {"model": {}, "base rate": {}}})
    'The rejected model gives no chance here; on the same past it did as follows.'
    """
    who = rejected(record)
    return f"{who[:1].upper()}{who[1:]} gives no chance here; on the same past it did as follows." if who else ""


def titled(record: Mapping[str, Any], title: str) -> str:
    """Return the title of a picture of the record, with the method's name in front where that does not speak."""
    who = rejected(record)
    return f"{who[:1].upper()}{who[1:]}: {title[:1].lower()}{title[1:]}" if who else title


def beside(record: Mapping[str, Any]) -> str:
    """Return the note of the table that sets all methods side by side: where one chance for all speaks, that too."""
    told = "All judged on the same predictions."
    return f"{told} The same chance for all speaks: it ranks dates, not projects." if one_chance(record) else told


def record_sentence(record: Mapping[str, Any]) -> str:
    """Return what the record means for somebody who acts on the list; "" without a record."""
    methods, method = record.get("methods") or {}, told_of(record)
    if not method or methods[method]["precision_top"] is None:
        return ""
    found = number(100 * methods[method]["precision_top"])
    all_of_them = number(100 * methods[method]["base_rate"])
    if REPORTED_RAG in methods and methods[REPORTED_RAG]["precision_top"] is not None:
        status = number(100 * methods[REPORTED_RAG]["precision_top"])
        beside = f"reported status alone would have found {status}, and picking blindly {all_of_them}"
    else:
        beside = f"picking blindly would have found {all_of_them}"
    who = f"that {rejected(record)}" if rejected(record) else "it"
    return f"Of 100 projects {who} called most likely, {found} moved; {beside}."


def newcomers(record: Mapping[str, Any]) -> str:
    """Return how the method did with projects it had not met while learning; "" where that is not known."""
    told = (record.get("segments") or {}).get("new projects")
    if not told or told["auc"] is None or told["skill"] is None:
        return ""
    gain = f"{percent(told['skill'])} smaller" if told["skill"] > 0 else "not smaller"
    return (
        f"For {number(told['n'])} cases of projects it had not met before it ranks {number(100 * told['auc'])} times "
        f"in 100 right, and its error is {gain} than with one chance for all."
    )


def ranking(auc: float | None) -> str:
    """Return the area under the curve in words.

    >>> ranking(0.747)
    'A project that slipped stood above one that held 75 times in 100; by chance it would be 50.'
    """
    if auc is None:
        return "Not known: all past cases ended alike."
    times = number(100 * auc)
    return f"A project that slipped stood above one that held {times} times in 100; by chance it would be 50."


def ranks(auc: float | None) -> str:
    """Return the area under the curve as a figure: how often a slipper was ranked above a project that held.

    >>> ranks(0.672)
    '67 times in 100'
    """
    return DASH if auc is None else f"{number(100 * auc)} times in 100"


def gains(value: float | None) -> str:
    """Return the Brier skill as a figure: by how much the error is smaller than with one chance for all.

    >>> gains(0.069), gains(-0.01)
    ('By 7%', 'Not better')
    """
    if value is None:
        return DASH
    return "Not better" if value <= 0 else f"By {percent(value)}"


def skill(value: float | None) -> str:
    """Return the Brier skill in words.

    >>> skill(0.18)
    'Its error is 18% smaller than that of giving every project the same chance.'
    """
    if value is None:
        return "Not known: all past cases ended alike."
    if value <= 0:
        return "Its error is not smaller than that of giving every project the same chance."
    return f"Its error is {percent(value)} smaller than that of giving every project the same chance."


def calibration_sentence(record: Mapping[str, Any], method: str = "") -> str:
    """Return whether the chances kept what they said, against what chance alone would do; of the method told of."""
    method = method or told_of(record)
    told = (record.get("methods") or {}).get(method)
    if not told or told["calibration_error"] is None:
        return ""
    off, noise = 100 * told["calibration_error"], 100 * told["calibration_noise"]
    apart = f"What was said and what happened lie {off:.1f} percentage points apart on average"
    if off <= noise:
        return f"{apart}, no more than chance alone would cause ({noise:.1f})."
    much = "a little more" if off <= CLEARLY * noise else "clearly more"
    # A slope tells of chances that differ: those of one date do not, where all get the same.
    slope = None if method == BASE_RATE else told.get("calibration_slope")
    lean = "" if slope is None or 0.8 <= slope <= 1.25 else f" The chances were too {'timid' if slope > 1 else 'sure'}."
    return f"{apart}, {much} than chance alone would cause ({noise:.1f}).{lean}"
