"""Registers of control: costs, risks, issues, resources, contracts, stakeholders, communications."""

from typing import Any

from sqlalchemy.orm import Mapped

from data_access.schema.base import RegisterRow
from data_access.schema.fields import choice, column, day, money, text

PROJECT = "The project it belongs to"
PROJECT_NAMES = ("Project ID", "PID")


class Costs(RegisterRow):
    """Money by project, period, kind and line."""

    __tablename__ = "costs"
    label = "Costs"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    period_start: Mapped[Any] = column(
        "Period", "period", "Month, quarter or fiscal year", key=True, synonyms=("Fiscal year", "Year", "Month")
    )
    period_kind: Mapped[Any] = text("Period kind", "month, quarter or fiscal year", required=True)
    kind: Mapped[Any] = choice("Kind", "Investment or running cost", "capex", "opex", key=True)
    line: Mapped[Any] = choice("Line", "Cost line", "labour", "contract", "contingency", "run", "all", key=True)
    fund: Mapped[Any] = text("Fund", "Where the money comes from")
    approved: Mapped[Any] = money("Approved", "Money approved")
    released: Mapped[Any] = money("Released", "Money released")
    committed: Mapped[Any] = money("Committed", "Money bound by contracts")
    actual: Mapped[Any] = money("Actual", "Money spent")
    accrued: Mapped[Any] = money("Accrued", "Work received and not yet paid")
    forecast: Mapped[Any] = money("Forecast", "Money now expected")


class Risks(RegisterRow):
    """Threats and opportunities."""

    __tablename__ = "risks"
    label = "Risks"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    risk_key: Mapped[Any] = text("Risk key", "Identifies the risk", key=True, synonyms=("Risk ID",))
    title: Mapped[Any] = text("Title", "Short name", synonyms=("Risk",))
    cause: Mapped[Any] = text("Cause", "Because of what")
    event: Mapped[Any] = text("Event", "What may happen")
    effect: Mapped[Any] = text("Effect", "What it would lead to")
    direction: Mapped[Any] = choice("Direction", "Bad or good", "threat", "opportunity")
    probability: Mapped[Any] = column("Probability", "probability", "How likely", unit="0 to 1, or 1 to 5")
    impact_cost: Mapped[Any] = money("Impact on cost", "Cost if it happens", synonyms=("Impact cost",))
    impact_days: Mapped[Any] = column(
        "Impact on days", "number", "Days if it happens", unit="days", synonyms=("Impact days",)
    )
    impact: Mapped[Any] = column("Impact", "whole", "Impact on the scale", unit="1 to 5")
    response: Mapped[Any] = text("Response", "What is done about it")
    owner: Mapped[Any] = text("Owner", "Who answers for it")
    due: Mapped[Any] = day("Due", "Day the response is due")
    status: Mapped[Any] = text("Status", "open or closed")
    raised: Mapped[Any] = day("Raised", "Day it was raised")
    closed: Mapped[Any] = day("Closed", "Day it was closed")


class Issues(RegisterRow):
    """Issues and actions."""

    __tablename__ = "issues"
    label = "Issues and actions"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    issue_key: Mapped[Any] = text("Issue key", "Identifies the issue or action", key=True, synonyms=("Issue ID",))
    kind: Mapped[Any] = choice("Kind", "Issue or action", "issue", "action")
    title: Mapped[Any] = text("Title", "Short name")
    severity: Mapped[Any] = text("Severity", "How grave")
    owner: Mapped[Any] = text("Owner", "Who deals with it")
    due: Mapped[Any] = day("Due", "Day it is due")
    status: Mapped[Any] = text("Status", "open or closed")
    raised: Mapped[Any] = day("Raised", "Day it was raised")
    closed: Mapped[Any] = day("Closed", "Day it was closed")
    risk_key: Mapped[Any] = text("Risk key", "The risk it came from")


class ResourceDemand(RegisterRow):
    """People needed by role, period and project."""

    __tablename__ = "resource_demand"
    label = "Resource demand"

    role: Mapped[Any] = text("Role", "Role or skill", key=True)
    period_start: Mapped[Any] = column("Period", "period", "Month, quarter or fiscal year", key=True)
    period_kind: Mapped[Any] = text("Period kind", "month, quarter or fiscal year", required=True)
    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    demand_fte: Mapped[Any] = column("Demand FTE", "number", "People needed", unit="full-time equivalents")


class ResourceCapacity(RegisterRow):
    """People available by role and period."""

    __tablename__ = "resource_capacity"
    label = "Resource capacity"

    role: Mapped[Any] = text("Role", "Role or skill", key=True)
    period_start: Mapped[Any] = column("Period", "period", "Month, quarter or fiscal year", key=True)
    period_kind: Mapped[Any] = text("Period kind", "month, quarter or fiscal year", required=True)
    capacity_fte: Mapped[Any] = column("Capacity FTE", "number", "People available", unit="full-time equivalents")
    rate: Mapped[Any] = money("Rate", "Cost of one full-time equivalent for the period")


class Contracts(RegisterRow):
    """Contracts with suppliers."""

    __tablename__ = "contracts"
    label = "Contracts"

    project_key: Mapped[Any] = text("Project key", PROJECT, key=True, synonyms=PROJECT_NAMES)
    contract_key: Mapped[Any] = text("Contract key", "Identifies the contract", key=True, synonyms=("Contract ID",))
    supplier: Mapped[Any] = text("Supplier", "With whom")
    title: Mapped[Any] = text("Title", "For what")
    value: Mapped[Any] = money("Value", "Contract value")
    committed: Mapped[Any] = money("Committed", "Money bound")
    paid: Mapped[Any] = money("Paid", "Money paid")
    start: Mapped[Any] = day("Start", "First day")
    end: Mapped[Any] = day("End", "Last day")
    status: Mapped[Any] = text("Status", "Where it stands")
    next_deliverable_due: Mapped[Any] = day("Next deliverable due", "Day the next deliverable is due")


class Stakeholders(RegisterRow):
    """People and groups with a stake."""

    __tablename__ = "stakeholders"
    label = "Stakeholders"

    name: Mapped[Any] = text("Name", "Who", key=True)
    subject: Mapped[Any] = text(
        "Project or programme", "In what", key=True, synonyms=("Project key", "Programme", "Project")
    )
    organisation: Mapped[Any] = text("Organisation", "From where")
    power: Mapped[Any] = column("Power", "whole", "How much they can do", unit="1 to 5")
    interest: Mapped[Any] = column("Interest", "whole", "How much they care", unit="1 to 5")
    stance: Mapped[Any] = text("Stance", "For, neutral or against")
    channel: Mapped[Any] = text("Channel", "How they are reached")
    cadence: Mapped[Any] = text("Cadence", "How often")
    last_contact: Mapped[Any] = day("Last contact", "Day of the last contact")


class Communications(RegisterRow):
    """Reports and meetings due to audiences."""

    __tablename__ = "communications"
    label = "Communications"

    kind: Mapped[Any] = text("Kind", "What sort of message", key=True)
    audience: Mapped[Any] = text("Audience", "To whom", key=True)
    due: Mapped[Any] = day("Due", "Day it is due", key=True)
    done: Mapped[Any] = day("Done", "Day it was done")
    owner: Mapped[Any] = text("Owner", "Who does it")
