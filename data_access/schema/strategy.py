"""Registers of strategy: objectives, impacts, benefits and their values, decisions, gates."""

from typing import Any

from sqlalchemy.orm import Mapped

from data_access.schema.base import RegisterRow
from data_access.schema.fields import choice, column, day, text

PROJECT = "The project it belongs to"


class Objectives(RegisterRow):
    """What the organisation wants to reach, and how much each aim weighs."""

    __tablename__ = "objectives"
    label = "Objectives"

    objective_key: Mapped[Any] = text(
        "Objective key", "Identifies the objective", key=True, synonyms=("Objective ID", "Driver ID")
    )
    name: Mapped[Any] = text("Name", "Short name", required=True, synonyms=("Objective", "Business driver", "Driver"))
    statement: Mapped[Any] = text("Statement", "What reaching it means")
    parent: Mapped[Any] = text("Parent", "The objective above it")
    owner: Mapped[Any] = text("Owner", "Who answers for it")
    weight: Mapped[Any] = column("Weight", "number", "Importance in points among its siblings", unit="points 0 to 100")
    none_means: Mapped[Any] = text("None means", "What a project does that is rated none on it")
    low_means: Mapped[Any] = text("Low means", "What a project does that is rated low on it")
    moderate_means: Mapped[Any] = text("Moderate means", "What a project does that is rated moderate on it")
    strong_means: Mapped[Any] = text("Strong means", "What a project does that is rated strong on it")
    extreme_means: Mapped[Any] = text("Extreme means", "What a project does that is rated extreme on it")
    measure: Mapped[Any] = text("Measure", "What is counted on it, where a number decides the rating")
    measure_unit: Mapped[Any] = text("Measure unit", "What the measure is counted in")
    value_shape: Mapped[Any] = choice(
        "Value shape", "How the measure is valued between worst and best", "linear", "exponential", "stepped"
    )
    value_worst: Mapped[Any] = column("Value worst", "number", "Measure worth nothing", unit="unit of the measure")
    value_best: Mapped[Any] = column("Value best", "number", "Measure worth most", unit="unit of the measure")
    value_bend: Mapped[Any] = column(
        "Value bend", "number", "Bend of an exponential shape; above 0 the first units count most"
    )
    value_steps: Mapped[Any] = text("Value steps", "Of a stepped shape: from which measure which value, 0 to 9")


class Impacts(RegisterRow):
    """How strongly a project serves an objective."""

    __tablename__ = "impacts"
    label = "Impacts"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=("Project ID", "PID"))
    objective_key: Mapped[Any] = text("Objective key", "The objective served", key=True, synonyms=("Objective ID",))
    rating: Mapped[Any] = choice(
        "Rating", "How strongly it serves it", "none", "low", "moderate", "strong", "extreme", synonyms=("Impact",)
    )
    evidence: Mapped[Any] = text("Evidence", "Why it is rated so")
    measured: Mapped[Any] = column(
        "Measured",
        "number",
        "What was measured, where a number decides the rating",
        unit="unit of the objective's measure",
    )


class Benefits(RegisterRow):
    """What a project is to bring once it is done."""

    __tablename__ = "benefits"
    label = "Benefits"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=("Project ID", "PID"))
    benefit_key: Mapped[Any] = text("Benefit key", "Identifies the benefit", key=True, synonyms=("Benefit ID",))
    name: Mapped[Any] = text("Name", "Short name", synonyms=("Benefit",))
    kind: Mapped[Any] = choice("Kind", "What sort of benefit", "cashable", "non-cashable", "disbenefit")
    objective_key: Mapped[Any] = text("Objective key", "The objective it serves")
    owner: Mapped[Any] = text("Owner", "Who answers for it")
    unit: Mapped[Any] = text("Unit", "What it is counted in")
    validated_by_finance: Mapped[Any] = column("Validated by finance", "flag", "Whether finance has agreed the figures")


class BenefitValues(RegisterRow):
    """Planned, forecast and realised benefit by period, in the benefit's own unit."""

    __tablename__ = "benefit_values"
    label = "Benefit values"

    benefit_key: Mapped[Any] = text("Benefit key", "The benefit", key=True, synonyms=("Benefit ID",))
    period_start: Mapped[Any] = column("Period", "period", "Month, quarter or fiscal year", key=True)
    period_kind: Mapped[Any] = text("Period kind", "month, quarter or fiscal year", required=True)
    planned: Mapped[Any] = column("Planned", "number", "Planned value", unit="unit of the benefit")
    forecast: Mapped[Any] = column("Forecast", "number", "Value now expected", unit="unit of the benefit")
    realised: Mapped[Any] = column("Realised", "number", "Value measured", unit="unit of the benefit")


class Gates(RegisterRow):
    """Stage gates: when planned, when held, and what was decided."""

    __tablename__ = "gates"
    label = "Gates"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=("Project ID", "PID"))
    gate: Mapped[Any] = text("Gate", "Name of the gate", key=True)
    planned: Mapped[Any] = day("Planned", "Day it is planned for")
    held: Mapped[Any] = day("Held", "Day it was held")
    outcome: Mapped[Any] = choice("Outcome", "What was decided", "pass", "conditional", "hold", "stop")
    conditions: Mapped[Any] = text("Conditions", "What must be met")
    decided_by: Mapped[Any] = text("Decided by", "Who decided")


class Decisions(RegisterRow):
    """Decisions asked of somebody, waiting or taken."""

    __tablename__ = "decisions"
    label = "Decisions"

    decision_key: Mapped[Any] = text("Decision key", "Identifies the decision", key=True, synonyms=("Decision ID",))
    project_key: Mapped[Any] = text("Project key", PROJECT, synonyms=("Project ID", "PID"))
    title: Mapped[Any] = text("Title", "What is to be decided", synonyms=("Decision",))
    asked: Mapped[Any] = day("Asked", "Day it was asked", synonyms=("Raised", "Requested"))
    asked_by: Mapped[Any] = text("Asked by", "Who asks")
    due: Mapped[Any] = day("Due", "Day it is needed")
    taken: Mapped[Any] = day("Taken", "Day it was taken; empty while it waits")
    outcome: Mapped[Any] = text("Outcome", "What was decided")
    reason: Mapped[Any] = text("Reason", "Why")
