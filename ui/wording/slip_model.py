"""What is said of the models themselves: which one speaks, how a training goes, how two compare, what has drifted."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from data_access.slip_models import ModelFacts
from models.slip_baselines import MODEL, TABLE
from models.slip_drift import RecordDrift
from services.jobs import Job
from services.slip_models import Comparison, Side
from ui.wording.formats import DASH, count, day, is_missing, moment, number, percent, points
from ui.wording.slip_card import in_sentence, input_name

VERDICTS: Final = {
    "shifted": "Shifted: look why",
    "watch": "Shifting: watch it",
    "within chance": "No more than chance",
    "steady": "Steady",
    "too new": "Too new to judge",
}
RECORD_VERDICTS: Final = {
    "worse": "The record has become worse than chance alone explains.",
    "off": "The chances have lately been off by more than chance alone explains.",
    "": "The record has held.",
    "too little": "Too few past dates to say whether the record has held.",
}
ONLY_ONE: Final = (
    "One model is stored for this question. Each training adds one, and the newest twelve are kept; then two can be "
    "compared here, and an earlier one let to speak again."
)
NO_REASON: Final = "Say first, in a sentence, why it should speak, and leave the field."
RESTORING: Final = (
    "The model then gives the chances of the newest date, until the next training. Your name and the reason are kept."
)
CALLING_OFF: Final = "Calling it off: it ends at its next step, or is stopped within ten seconds."
LISTED: Final = ("made", "speaks", "trained", "pairs", "auc", "brier", "skill")
DRIFT: Final = (
    "Shift is the population stability index between the past cases the model learned from and the projects it now "
    "meets: 0.10 is a shift to watch, 0.25 and more is a marked shift. With few projects chance alone reaches "
    "such figures; what it reaches in one case of twenty stands beside it. An input that nobody kept at first, such as "
    "a register begun later, is compared from its first date on."
)


def who_speaks(record: Mapping[str, Any]) -> str:
    """Return what gives the chances at a date, in one sentence; `record` as `services.slip.record` gives it."""
    method, named = record.get("method"), record.get("model")
    if method != MODEL:
        who = "The table of phase and time left speaks" if method == TABLE else "No model speaks"
        return f"{who}. {record.get('note') or 'Nothing has been reported yet.'}"
    if named:
        again = ", let to speak again by hand" if named["restored"] else ""
        return f"The model {_made(datetime.fromisoformat(named['made_at']))} speaks{again}."
    fitted = record.get("fitted")
    since = f" learned from what was known by {day(date.fromisoformat(fitted))}" if fitted else ""
    return f"At this date a model spoke that had{since or ' learned from what was known then'}."


def kept(record: Mapping[str, Any], model: ModelFacts | None) -> str:
    """Return what is known of the model kept for a question; by its date where another gives the chances shown."""
    named = record.get("model")
    if model is None or (named and named["id"] == model.id):
        return active(model)
    return f"The model {_made(model.made_at)} is kept for the newest date. {active(model)}"


def train(newest: date) -> str:
    """Return what the button says that begins a training."""
    return f"Train the models on reports up to {day(newest)}"


def restore(model: ModelFacts) -> str:
    """Return what the button says that lets an older model speak."""
    return f"Let the model {_made(model.made_at)} speak again"


def under_way(job: Job) -> str:
    """Return how far a training is."""
    if job.state == "queued" or not job.words:
        return job.words or "Waiting to begin"
    return f"{job.words} ({percent(job.share)} of all)"


def ended(job: Job | None) -> str:
    """Return how the last training ended; "" where there was none or it goes on."""
    if job is None or job.active:
        return ""
    when = f"asked for by {job.asked_by} on {moment(job.created_at)}"
    if job.state == "cancelled":
        return f"The last training, {when}, was called off. What it had finished by then is kept."
    if job.state == "failed":
        return f"The last training, {when}, failed. {job.message} What it had finished by then is kept."
    return f"The last training, {when}, ended well: {job.message}"


def active(model: ModelFacts | None) -> str:
    """Return which model speaks, in one sentence."""
    if model is None:
        return "No model has been trained for this question yet."
    return (
        f"Trained on {count(model.pairs, 'past case')} known by {day(model.as_of)}, of which "
        f"{percent(model.base_rate)} moved; made {moment(model.made_at)} by {model.made_by}; hash {model.sha256[:12]}."
    )


def listing(models: list[ModelFacts]) -> pd.DataFrame:
    """Return the stored models as a table: made, speaks, trained, pairs, auc, brier, skill."""
    rows = [
        {
            "trained": pd.Timestamp(model.as_of),
            "made": moment(model.made_at),
            "pairs": model.pairs,
            "auc": _score(model.record, "auc"),
            "brier": _score(model.record, "brier"),
            "skill": _score(model.record, "skill"),
            "speaks": _standing(model),
        }
        for model in models
    ]
    return pd.DataFrame(rows, columns=list(LISTED))


def name(model: ModelFacts) -> str:
    """Return a model as one chooses it."""
    return f"Made {moment(model.made_at)}, from data until {day(model.as_of)}"


def _made(at: datetime) -> str:
    return f"made {moment(at)}"


def compared(told: Comparison) -> list[str]:
    """Return what two models say of the same past and of what came after, in sentences."""
    if told.older.record is None or told.newer.record is None:
        said = ["Their records speak of no prediction in common."]
    else:
        said = [
            f"On the {count(told.n_common, 'prediction')} that both records hold, from {day(told.first)} to "
            f"{day(told.last)}: {_side(told.older, 'record')}; {_side(told.newer, 'record')}."
        ]
    if told.n_since:
        said.append(
            f"On {count(told.n_since, 'case')} that neither has learned from: {_side(told.older, 'since')}; "
            f"{_side(told.newer, 'since')}."
        )
    else:
        said.append("No outcome is known yet that neither has learned from.")
    return said


def drifted(rows: pd.DataFrame) -> str:
    """Return how many inputs have shifted, in one sentence."""
    shifted = rows[rows["verdict"] == "shifted"]
    if shifted.empty:
        return "No input has shifted beyond what chance explains."
    names = ", ".join(in_sentence(name) for name in shifted["input"].head(3))
    more = "" if len(shifted) <= 3 else f" and {number(len(shifted) - 3)} more"
    lie = "lies" if len(shifted) == 1 else "lie"
    return (
        f"{number(len(shifted))} of {count(len(rows), 'input')} {lie} otherwise among today's projects than among the "
        f"past cases learned from, the most: {names}{more}."
    )


def not_judged(rows: pd.DataFrame, used: Sequence[str]) -> str:
    """Return how many and which inputs of the model are not among those judged, and why; "" where all are."""
    apart = len(set(used) - set(rows["input"]))
    if not apart:
        return ""
    return (
        f"The model reads {count(len(set(used)), 'input')}. Not judged: {number(apart)} that projects share at a date "
        "or that grow as time goes by, since such inputs shift by themselves."
    )


def remedy(trained: date, newest: date) -> str:
    """Return whether a new training would help against drift; `trained` is the date the model learned up to."""
    if trained < newest:
        return f"A new training would take in what was reported after {day(trained)}."
    return f"The model has learned from all that was known by {day(newest)}; a new training would not change it."


def record_drifted(told: RecordDrift) -> str:
    """Return how the last dates of the record went against those before."""
    verdict = RECORD_VERDICTS[told.verdict]
    if told.verdict == "too little" or told.since is None:
        return verdict
    low, high = told.gap_interval
    return (
        f"{verdict} Since {day(told.since)}: skill {number(told.skill_recent, 2)} against "
        f"{number(told.skill_before, 2)} before. What moved, less what was said: {points(told.gap_recent)}, nine times "
        f"in ten between {points(low)} and {points(high)}."
    )


def drift_rows(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the inputs as a reader knows them, with what each shift means."""
    return rows.assign(input=rows["input"].map(input_name), verdict=rows["verdict"].map(VERDICTS))


def _score(record: Mapping[str, Any], field: str) -> float | None:
    told = (record.get("methods") or {}).get("model") or {}
    value = told.get(field)
    return None if value is None or is_missing(value) else float(value)


def _standing(model: ModelFacts) -> str:
    if not model.is_active:
        return DASH
    return "Speaks" if model.record.get("method") == MODEL else "Silent: its record is not good enough"


def _side(side: Side, which: str) -> str:
    scores = side.record if which == "record" else side.since
    if scores is None:
        return f"the model {_made(side.model.made_at)}: {DASH}"
    return f"the model {_made(side.model.made_at)}: AUC {number(scores.auc, 3)}, Brier skill {number(scores.skill, 3)}"
