"""The register of projects."""

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from data_access.schema.base import RegisterRow
from data_access.schema.fields import choice, column, day, money, rag, text


class Projects(RegisterRow):
    """One row per project and reporting date: plans, money, status and words as reported."""

    __tablename__ = "projects"
    label = "Projects"

    project_key: Mapped[Any] = text(
        "Project key",
        "Identifies the project in every register; kept exactly as text",
        key=True,
        synonyms=("PID", "Project ID", "Project number", "Unique ID", "uniqueId", "Unique Project ID", "Key", "ID"),
    )
    name: Mapped[Any] = text(
        "Name",
        "What people call the project",
        required=True,
        synonyms=("Project name", "projectName", "Project title", "Title"),
    )
    parent_key: Mapped[Any] = text(
        "Parent key", "The row that sums this one; parents are never totalled twice", synonyms=("Parent project",)
    )
    level: Mapped[Any] = column("Level", "whole", "Depth in the tree of projects, 1 at the top", unit="levels")
    programme: Mapped[Any] = text(
        "Programme", "The programme it belongs to", synonyms=("Program", "Investment title", "Portfolio")
    )
    department: Mapped[Any] = text(
        "Department",
        "The department or agency that manages it",
        synonyms=("Managing agency", "Agency", "Agency name", "Division", "Business unit", "Organisation"),
    )
    category: Mapped[Any] = text("Category", "Kind of work", synonyms=("Project type", "Type", "Asset class"))
    location: Mapped[Any] = text("Location", "Where it is built or used", synonyms=("Borough", "Region", "Site"))
    sponsor: Mapped[Any] = text("Sponsor", "Who answers for the benefits", synonyms=("Project sponsor", "Owner", "SRO"))
    manager: Mapped[Any] = text("Manager", "Who runs it", synonyms=("Project manager", "PM"))
    phase: Mapped[Any] = text("Phase", "Current phase or stage", synonyms=("Current phase", "Stage", "Lifecycle stage"))
    status: Mapped[Any] = choice(
        "Status",
        "Whether work goes on; empty counts as active and the page says so",
        "proposed",
        "active",
        "on hold",
        "completed",
        "cancelled",
        synonyms=("Project status", "State"),
    )
    investment_class: Mapped[Any] = choice(
        "Investment class",
        "How free the choice to fund it is",
        "mandatory",
        "committed",
        "discretionary",
        "run",
        synonyms=("Class", "Funding class"),
    )
    mandate_basis: Mapped[Any] = text("Mandate basis", "The law, order or contract that makes it mandatory")
    priority: Mapped[Any] = column("Priority", "number", "Priority as reported, larger is more important")
    expected_value: Mapped[Any] = money("Expected value", "Value expected of it as reported")
    description: Mapped[Any] = text(
        "Description", "What it delivers", synonyms=("Project description", "Summary", "Scope")
    )
    link: Mapped[Any] = text("Link", "Address of its own pages", synonyms=("URL",))
    start_date: Mapped[Any] = day(
        "Start date", "First day of work", synonyms=("Design start", "Start", "Actual start", "Project start")
    )
    original_baseline_start: Mapped[Any] = day("Original baseline start", "Start first approved")
    original_baseline_finish: Mapped[Any] = day(
        "Original baseline finish",
        "Finish first approved",
        synonyms=("Original end date", "Original finish", "Completion Date (B1)"),
    )
    approved_baseline_start: Mapped[Any] = day(
        "Approved baseline start", "Start now approved", synonyms=("Approved start", "Approved start date")
    )
    approved_baseline_finish: Mapped[Any] = day(
        "Approved baseline finish",
        "Finish now approved; late days count from here",
        synonyms=(
            "Baseline finish",
            "Planned finish",
            "Approved finish",
            "Approved finish date",
            "Approved completion",
            "Approved completion date",
            "Approved end date",
            "Planned completion date",
            "Planned Project Completion Date (B2)",
            "Latest approved end date",
        ),
    )
    baseline_version: Mapped[Any] = text("Baseline version", "Name or number of the approved baseline")
    baseline_change_ref: Mapped[Any] = text(
        "Baseline change ref", "The change or gate that approved the present baseline"
    )
    forecast_finish: Mapped[Any] = day(
        "Forecast finish",
        "Finish now expected",
        synonyms=(
            "Forecast completion",
            "Estimated completion date",
            "estimatedCompletionDate",
            "Expected finish",
            "Finish",
            "Projected/Actual Project Completion Date (B2)",
            "Projected completion date",
            "End date",
        ),
    )
    actual_finish: Mapped[Any] = day("Actual finish", "Day it was finished", synonyms=("Actual completion",))
    original_budget: Mapped[Any] = money("Original budget", "Budget first approved")
    approved_budget: Mapped[Any] = money(
        "Approved budget",
        "Budget now approved",
        synonyms=("Budget", "Total budget", "totalBudget", "Planned cost", "Baseline budget"),
    )
    funding_released: Mapped[Any] = money("Funding released", "Money released so far")
    committed: Mapped[Any] = money("Committed", "Money bound by contracts")
    actual_cost: Mapped[Any] = money("Actual cost", "Money spent so far (AC)", synonyms=("AC", "Spent", "Cost to date"))
    forecast_cost: Mapped[Any] = money(
        "Forecast cost",
        "Cost expected at completion (EAC)",
        synonyms=(
            "EAC",
            "Budget forecast",
            "Estimate at completion",
            "Projected/Actual cost",
            "Forecast total cost",
            "Projected cost",
        ),
    )
    contingency: Mapped[Any] = money("Contingency", "Money held for risk inside the budget")
    exit_cost: Mapped[Any] = money("Exit cost", "Cost of stopping: termination and what cannot be cancelled")
    run_cost_per_year: Mapped[Any] = money("Run cost per year", "Yearly cost once it is in use")
    planned_value: Mapped[Any] = money("Planned value", "Budgeted cost of work planned so far (PV)", synonyms=("PV",))
    earned_value: Mapped[Any] = money("Earned value", "Budgeted cost of work done so far (EV)", synonyms=("EV",))
    percent_complete: Mapped[Any] = column(
        "Percent complete", "percent", "Share of the work done", unit="0 to 100", synonyms=("% complete", "Progress")
    )
    rag_overall: Mapped[Any] = rag(
        "RAG overall", "Overall status as reported", synonyms=("RAG", "Overall status", "Health", "Status colour")
    )
    rag_schedule: Mapped[Any] = rag("RAG schedule", "Schedule status as reported", synonyms=("Schedule status",))
    rag_cost: Mapped[Any] = rag("RAG cost", "Cost status as reported", synonyms=("Cost status", "Budget status"))
    rag_scope: Mapped[Any] = rag("RAG scope", "Scope status as reported", synonyms=("Scope status",))
    rag_benefits: Mapped[Any] = rag("RAG benefits", "Benefits status as reported", synonyms=("Benefits status",))
    rag_assured: Mapped[Any] = rag("RAG assured", "The PMO's own opinion of the status")
    rag_assured_reason: Mapped[Any] = text("RAG assured reason", "Why the PMO holds that opinion")
    rag_assured_by: Mapped[Any] = text("RAG assured by", "Who holds that opinion")
    achieved: Mapped[Any] = text("Achieved", "Done in this period")
    next: Mapped[Any] = text("Next", "To be done in the next period", synonyms=("Next steps",))
    path_to_green: Mapped[Any] = text("Path to green", "What would bring it back to green")
    ask: Mapped[Any] = text("Ask", "What it needs from someone else")
    ask_of: Mapped[Any] = text("Ask of", "Of whom")
    ask_by: Mapped[Any] = day("Ask by", "By when")
    comment: Mapped[Any] = text("Comment", "Words of the reporter", synonyms=("Comments", "Notes", "Remarks"))


# The page of one project reads its reports of all dates, of which a portfolio may hold 600,000.
Index("ix_projects_key", Projects.portfolio_id, Projects.project_key, Projects.as_of)
