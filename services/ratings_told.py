"""The ratings of a project as they were given: what each means in writing, what it rests on, by whom and when."""

from datetime import date

import pandas as pd

from services import alignment_figures, states
from services.access import Scope
from services.objectives import MEANINGS
from services.seen import looking
from services.workshops import traced

COLUMNS = ["project_key", "objective_key", "rating", "evidence"]


def of_project(scope: Scope, as_of: date, project: str) -> pd.DataFrame:
    """Return a row per objective, the heaviest first.

    objective_key, name, share, rating (a word, missing where not rated), meaning (of that rating on that objective,
    missing where nobody has written it), evidence, by and at (who rated, and when; missing where not rated), source
    (the file, "" for an edit in the app), workshop (a `Traced`, None where the rating came from none), reason (why it
    departs from what that found), and means_none to means_extreme (what each rating would mean).
    """
    tree = alignment_figures.tree(states.register(scope, "objectives", as_of))
    rows = alignment_figures.objectives(tree)
    impacts = states.register(scope, "impacts", as_of, COLUMNS)
    held = impacts[impacts["project_key"] == project].drop_duplicates("objective_key", keep="last")
    with looking(scope) as (work, facts):
        sources = work.uploads.sources(facts.id, held["snapshot_id"].astype(int).tolist())
        workshops = traced.of_snapshots(scope, work, facts)
    by_objective = held.set_index("objective_key")
    told = []
    for row in rows.to_dict("records"):
        given = by_objective.loc[row["objective_key"]] if row["objective_key"] in by_objective.index else None
        word = None if given is None or pd.isna(given["rating"]) else str(given["rating"])
        source = sources.get(int(given["snapshot_id"])) if given is not None and word else None
        workshop = workshops.get(source.snapshot_id) if source else None
        told.append(
            {
                "objective_key": row["objective_key"],
                "name": row["name"],
                "share": row["share"],
                "rating": word,
                "meaning": _text(row[MEANINGS[word]]) if word else None,
                "evidence": None if given is None else _text(given["evidence"]),
                "by": source.received_by if source else None,
                "at": source.received_at if source else None,
                "source": source.file_name if source and source.origin != "edit" else "",
                "workshop": workshop,
                "reason": workshop.reason(project, row["objective_key"]) if workshop else None,
                **{f"means_{each}": _text(row[column]) for each, column in MEANINGS.items()},
            }
        )
    return pd.DataFrame(told)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
