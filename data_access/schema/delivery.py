"""Registers of delivery: milestones, changes, dependencies, quality, reviews, documents, lessons."""

from typing import Any

from sqlalchemy.orm import Mapped

from data_access.schema.base import RegisterRow
from data_access.schema.fields import choice, column, day, money, text

PROJECT = "The project it belongs to"
PROJECT_NAMES = ("Project ID", "PID")


class Milestones(RegisterRow):
    """Dated marks on the way: gates, deliveries, payments."""

    __tablename__ = "milestones"
    label = "Milestones"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    milestone_key: Mapped[Any] = text("Milestone key", "Identifies the milestone", key=True, synonyms=("Milestone ID",))
    name: Mapped[Any] = text("Name", "Short name", synonyms=("Milestone",))
    baseline_date: Mapped[Any] = day("Baseline date", "Day approved")
    forecast_date: Mapped[Any] = day("Forecast date", "Day now expected")
    actual_date: Mapped[Any] = day("Actual date", "Day it was reached")
    kind: Mapped[Any] = choice("Kind", "What sort of mark", "gate", "delivery", "payment")


class Changes(RegisterRow):
    """Requests to change scope, time, cost or benefits, and what was decided."""

    __tablename__ = "changes"
    label = "Changes"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    change_key: Mapped[Any] = text("Change key", "Identifies the change", key=True, synonyms=("Change ID",))
    title: Mapped[Any] = text("Title", "What is to change")
    reason: Mapped[Any] = text("Reason", "Why")
    effect_cost: Mapped[Any] = money("Effect on cost", "Cost added", synonyms=("Effect cost",))
    effect_days: Mapped[Any] = column("Effect on days", "whole", "Days added", unit="days", synonyms=("Effect days",))
    effect_scope: Mapped[Any] = text("Effect on scope", "What is added or dropped", synonyms=("Effect scope",))
    effect_benefits: Mapped[Any] = text("Effect on benefits", "What it does to benefits", synonyms=("Effect benefits",))
    status: Mapped[Any] = choice("Status", "Where it stands", "proposed", "approved", "rejected", "withdrawn")
    requested: Mapped[Any] = day("Requested", "Day it was asked for")
    decided: Mapped[Any] = day("Decided", "Day it was decided")
    decided_by: Mapped[Any] = text("Decided by", "Who decided")


class Dependencies(RegisterRow):
    """What must happen before, with or instead of what."""

    __tablename__ = "dependencies"
    label = "Dependencies"

    predecessor: Mapped[Any] = text("Predecessor", "Project that comes first or is required", key=True)
    successor: Mapped[Any] = text("Successor", "Project that follows or requires", key=True)
    kind: Mapped[Any] = choice(
        "Kind",
        "How they hang together",
        "finish-to-start",
        "start-to-start",
        "requires",
        "excludes",
        "same decision",
        key=True,
    )
    lag_days: Mapped[Any] = column("Lag days", "whole", "Days between the two", unit="days")
    interface: Mapped[Any] = text("Interface", "What is handed over")
    status: Mapped[Any] = text("Status", "Where the handover stands")


class Reviews(RegisterRow):
    """Audits, assurance and post-project reviews with their findings."""

    __tablename__ = "reviews"
    label = "Reviews"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    review_key: Mapped[Any] = text("Review key", "Identifies the finding", key=True, synonyms=("Review ID",))
    kind: Mapped[Any] = choice("Kind", "What sort of review", "audit", "assurance", "post-project")
    date: Mapped[Any] = day("Date", "Day of the review")
    finding: Mapped[Any] = text("Finding", "What was found")
    severity: Mapped[Any] = text("Severity", "How grave")
    action: Mapped[Any] = text("Action", "What is to be done")
    owner: Mapped[Any] = text("Owner", "Who does it")
    closed: Mapped[Any] = day("Closed", "Day it was closed")


class Quality(RegisterRow):
    """Quality criteria with target and result."""

    __tablename__ = "quality"
    label = "Quality"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    criterion: Mapped[Any] = text("Criterion", "What is measured", key=True)
    target: Mapped[Any] = text("Target", "What is wanted")
    result: Mapped[Any] = text("Result", "What was measured")
    status: Mapped[Any] = text("Status", "Met, not met or open")
    checked: Mapped[Any] = day("Checked", "Day of the check")


class Documents(RegisterRow):
    """Charters, plans and reports with their approval."""

    __tablename__ = "documents"
    label = "Documents"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    document_key: Mapped[Any] = text("Document key", "Identifies the document", key=True, synonyms=("Document ID",))
    kind: Mapped[Any] = choice("Kind", "What sort of document", "charter", "plan", "report")
    version: Mapped[Any] = text("Version", "Version approved")
    link: Mapped[Any] = text("Link", "Where it lies")
    approved_by: Mapped[Any] = text("Approved by", "Who approved it")
    approved_on: Mapped[Any] = day("Approved on", "Day it was approved")


class Lessons(RegisterRow):
    """What was learnt and what to do with it."""

    __tablename__ = "lessons"
    label = "Lessons"

    lesson_key: Mapped[Any] = text("Lesson key", "Identifies the lesson", key=True, synonyms=("Lesson ID",))
    project_key: Mapped[Any] = text("Project key", PROJECT, synonyms=PROJECT_NAMES)
    title: Mapped[Any] = text("Title", "Short name")
    what_happened: Mapped[Any] = text("What happened", "What happened")
    recommendation: Mapped[Any] = text("Recommendation", "What to do next time")
    category: Mapped[Any] = text("Category", "Kind of lesson")
