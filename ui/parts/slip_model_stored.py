"""Parts of the slip risk page: the stored models, two compared, an older one restored, and what has drifted."""

from typing import Final

import streamlit as st

from data_access.slip_models import ModelFacts
from services.errors import Explained
from services.rights import Right
from services.slip_view import SlipView
from ui import blocks
from ui.actions import slip_models as actions
from ui.blocks import Column
from ui.cached import slip_models as cached
from ui.filters import View
from ui.state.rights import may
from ui.wording import cells as worded
from ui.wording import slip_model as wording
from ui.wording.formats import day
from ui.wording.markdown import plain

SCORES: Final = ("auc", "brier", "skill")
MODELS: Final = (
    Column("made", "Model made", width=170, pinned=True),
    Column("speaks", "Which speaks", width=110),
    Column("trained", "Trained on data until", "date", width=150),
    Column("pairs", "Past cases", "count", width=90),
    Column("auc", "AUC", width=70, help="How often a slip was ranked above a project that held."),
    Column("brier", "Brier score", width=90, help="Mean squared error of the chances; lower is better."),
    Column("skill", "Brier skill", width=90, help="Against one chance for all; 0 is no better, 1 perfect."),
)
INPUTS: Final = (
    Column("input", "Input", width=210, pinned=True),
    Column("verdict", "What it means", width=150),
    Column("psi", "Shift", "number", digits=2, width=80),
    Column("noise", "By chance alone up to", "number", digits=2, width=150),
)


@blocks.part("slip_model_stored")
def stored(view: View, shown: SlipView) -> None:
    """Draw the stored models of the question; with more than one, two can be compared and an older one restored."""
    models = cached.listing(view.scope, shown.horizon, shown.days)
    if not models:
        return
    rows = wording.listing(models)
    blocks.table(
        rows.assign(**{name: worded.numbers(rows[name], 3) for name in SCORES}),
        MODELS,
        key="slip_models",
        noun="model",
        title="Stored models",
        note="The newest first; the scores are those of each one's own rolling record.",
        download="slip_models",
    )
    if len(models) == 1:
        st.caption(plain(wording.ONLY_ONE))
        return
    _compare(view, models)
    _restore(view, [model for model in models if not model.is_active])


def _compare(view: View, models: list[ModelFacts]) -> None:
    opened = st.expander("Compare two models", icon=":material/compare_arrows:", on_change="rerun", key="slip_compare")
    if not opened.open:
        return
    with opened:
        first, second = st.columns(2, gap="medium")
        names = _names(models)
        one = first.selectbox("This model", list(names), format_func=lambda one: names[one], key="slip_compare_one")
        other = second.selectbox(
            "with", list(names), index=1, format_func=lambda one: names[one], key="slip_compare_other"
        )
        if one == other:
            st.caption("Choose two different models.")
            return
        with blocks.explained_errors():
            for sentence in wording.compared(cached.compared(view.scope, int(one), int(other))):
                st.markdown(plain(sentence))


def _restore(view: View, older: list[ModelFacts]) -> None:
    if not older or not may(Right.UPLOAD):
        return
    opened = st.expander(
        "Let another model speak again",
        icon=":material/settings_backup_restore:",
        on_change="rerun",
        key="slip_restore",
    )
    if not opened.open:
        return
    with opened:
        left, right = st.columns(2, gap="medium")
        names = _names(older)
        chosen = int(left.selectbox("Which", list(names), format_func=lambda one: names[one], key="slip_restore_which"))
        reason = right.text_input("Why it should speak", max_chars=300, key=f"slip_restore_reason_{chosen}")
        st.caption(plain(wording.RESTORING if reason.strip() else f"{wording.NO_REASON} {wording.RESTORING}"))
        said = wording.restore(next(model for model in older if model.id == chosen))
        if st.button(
            said, key="slip_restore_now", icon=":material/settings_backup_restore:", disabled=not reason.strip()
        ):
            try:
                with st.spinner("Letting it speak: its chances for the newest date are worked out"):
                    actions.restore(view.scope, chosen, reason)
            except Explained as refused:
                blocks.show_error(refused)
                return
            st.rerun()


def _names(models: list[ModelFacts]) -> dict[int, str]:
    """Return what each model is called where one is chosen, by its key."""
    return {model.id: wording.name(model) for model in models}


@blocks.part("slip_model_drift")
def drift(view: View, shown: SlipView) -> None:
    """Draw, once asked, which inputs have shifted since the training and whether the record has held."""
    opened = st.expander(
        "Whether it still fits what it meets", icon=":material/moving:", on_change="rerun", key="slip_drift"
    )
    if not opened.open:
        return
    with opened, blocks.explained_errors():
        told = cached.drift(view.scope, shown.horizon, shown.days)
        if told is None:
            st.markdown(plain(wording.active(None)))
            return
        st.markdown(plain(wording.record_drifted(told.record)))
        st.markdown(plain(f"{wording.drifted(told.inputs)} {wording.remedy(told.model.as_of, told.as_of)}"))
        blocks.table(
            wording.drift_rows(told.inputs),
            INPUTS,
            key="slip_drift_inputs",
            noun="input",
            rows_high=10,
            title="Inputs, the largest shift first",
            note=f"Between the past cases learned from and the projects as of {day(told.as_of)}.",
            download="slip_drift",
        )
        apart = wording.not_judged(told.inputs, told.model.inputs)
        st.caption(plain(f"{apart} {wording.DRIFT}".strip()))
