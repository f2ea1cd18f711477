"""The figures at the head of the slip risk page that say how far to believe it, as texts: value, base, interval."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.slip_baselines import BASE_RATE
from ui.wording import slip_record as records
from ui.wording.formats import number, percent


@dataclass(frozen=True)
class Told:
    """One figure, all texts as they are shown: its label, the value, the base it stands on, and what it means."""

    label: str
    value: str
    note: str
    help: str = ""


def whole(filters: Sequence[object]) -> str:
    """Return that a figure is of the whole portfolio where the page shows a part of it; else "".

    >>> whole([("department", "Parks")]), whole([])
    (' of the whole portfolio', '')
    """
    return " of the whole portfolio" if filters else ""


def record_figures(record: Mapping[str, Any]) -> list[Told]:
    """Return the figures of the record: those of the method that speaks, each with what it was on projects not met.

    Where one chance for all speaks, its own, and beside it how the rejected method ranked. None without a record.
    """
    scored = (record.get("methods") or {}).get(records.told_of(record))
    if record.get("method") == BASE_RATE:
        return _one_chance(record, scored)
    return [] if not scored else [_top(record, scored), _ranked(record, scored), _skill(record, scored)]


def _one_chance(record: Mapping[str, Any], rejected: Mapping[str, Any] | None) -> list[Told]:
    own = (record.get("methods") or {}).get(BASE_RATE)
    told = []
    if own and own["calibration_error"] is not None:
        told.append(
            Told(
                "The one chance was off by",
                f"{100 * own['calibration_error']:.1f} points",
                f"on average at past dates; chance alone would cause {100 * own['calibration_noise']:.1f}",
                records.one_chance(record),
            )
        )
    if rejected:
        who = records.rejected(record)
        told.append(
            Told(
                f"{who[:1].upper()}{who[1:]} ranked right",
                records.ranks(rejected["auc"]),
                f"50 by chance{', but its error is no smaller' if (rejected['skill'] or 0) <= 0 else ', 100 perfect'}",
                f"It gives no chance here: {records.skill(rejected['skill'])[:1].lower()}"
                f"{records.skill(rejected['skill'])[1:]}",
            )
        )
    return told


def _top(record: Mapping[str, Any], scored: Mapping[str, Any]) -> Told:
    new = _newcomers(record)
    met = ""
    if new and new["precision_top"] is not None:
        met = f"{percent(new['precision_top'])} against {percent(new['base_rate'])}"
    return Told(
        "Of the fifth called most likely",
        f"{percent(scored['precision_top'])} moved",
        _joined(f"against {percent(scored['base_rate'])} of all", met),
    )


def _ranked(record: Mapping[str, Any], scored: Mapping[str, Any]) -> Told:
    new, ends = _newcomers(record), _interval(record, "auc")
    met = "" if not new or new["auc"] is None else number(100 * new["auc"])
    lies = f"{number(100 * ends[0])} to {number(100 * ends[1])} nine times in ten, " if ends else ""
    return Told(
        "Ranks a slipper above one that held",
        records.ranks(scored["auc"]),
        _joined(f"{lies}50 by chance" if ends else "50 by chance, 100 perfect", met),
        f"The area under the ROC curve (AUC) is {number(scored['auc'], 2)}. {records.ranking(scored['auc'])}",
    )


def _skill(record: Mapping[str, Any], scored: Mapping[str, Any]) -> Told:
    new, ends = _newcomers(record), _interval(record, "skill")
    met = "" if not new or new["skill"] is None else records.gains(new["skill"]).removeprefix("By ").lower()
    lies = f"{number(100 * ends[0])}% to {number(100 * ends[1])}% nine times in ten" if ends else ""
    return Told(
        "Better than one chance for all",
        records.gains(scored["skill"]),
        _joined(lies or "smaller error; 100% would be perfect", met),
        f"By how much its error is smaller; 100% would be perfect. The Brier skill is {number(scored['skill'], 2)}. "
        f"{records.skill(scored['skill'])}",
    )


def _newcomers(record: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the scores of the method that speaks on projects it had not met, where the record holds them."""
    found: Mapping[str, Any] | None = (record.get("segments") or {}).get("new projects")
    return found if found and _is_of_speaker(record) else None


def _interval(record: Mapping[str, Any], score: str) -> tuple[float, float] | None:
    low, high = (record.get("intervals") or {}).get(score) or (None, None)
    return None if low is None or high is None or not _is_of_speaker(record) else (low, high)


def _is_of_speaker(record: Mapping[str, Any]) -> bool:
    return str(record.get("leading") or record.get("method")) == record.get("method")


def _joined(base: str, met: str) -> str:
    """Return the base of a figure, and what it was on projects not met before."""
    return f"{base}. Projects it had not met: {met}." if met else base
