"""Widget states that no page would send, made from what a page has drawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from streamlit.proto.Dataframe_pb2 import Dataframe
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from tests.browser.live_client import Run

HOSTILE = ("Forged", "<script>alert(1)</script>' OR 1=1 --\x00" + "x" * 50_000)
OUT_OF_RANGE = 1e12


@dataclass(frozen=True)
class Widget:
    """A control of a page: its kind, its id, the part that it belongs to."""

    kind: str
    id: str
    fragment: str
    is_editor: bool = False

    @property
    def key(self) -> str:
        """What the app calls it; Streamlit's ids end in it."""
        return self.id.split("-", 2)[-1]

    @property
    def is_button(self) -> bool:
        """Whether a click on it is sent."""
        return self.kind == "button"

    @property
    def writes(self) -> bool:
        """Whether it is likely to write, by its name."""
        return any(word in self.key for word in ("save", "keep", "add", "Submitter", "commit", "remove", "gone"))


def drawn_by(run: Run) -> list[Widget]:
    """Return the controls that a run drew."""
    found = []
    for delta in run.deltas:
        if delta.add_block.expandable.id:
            found.append(Widget("expander", delta.add_block.expandable.id, delta.fragment_id))
        kind = delta.new_element.WhichOneof("type")
        element: Any = getattr(delta.new_element, kind) if kind else None
        if kind and getattr(element, "id", ""):
            editor = isinstance(element, Dataframe) and element.editing_mode != Dataframe.EditingMode.READ_ONLY
            found.append(Widget(kind, element.id, delta.fragment_id, editor))
    return found


def triggers(buttons: Sequence[Widget]) -> WidgetStates:
    """Return the states of clicks."""
    return WidgetStates(widgets=[WidgetState(id=one.id, trigger_value=True) for one in buttons])


def forged(widgets: Sequence[Widget], pressed: Sequence[Widget], text: str) -> WidgetStates:
    """Return clicks beside values that none of the other controls could have."""
    told = triggers(pressed)
    for one in widgets:
        if one.kind in ("text_input", "text_area", "selectbox", "radio"):
            told.widgets.add(id=one.id, string_value=text)
        elif one.kind == "number_input":
            told.widgets.add(id=one.id, double_value=OUT_OF_RANGE)
        elif one.kind == "slider":
            told.widgets.add(id=one.id).double_array_value.data.append(OUT_OF_RANGE)
        elif one.kind == "checkbox":
            told.widgets.add(id=one.id, bool_value=True)
        elif one.kind in ("multiselect", "button_group"):
            told.widgets.add(id=one.id).string_array_value.data.append(text)
        elif one.kind == "date_input":
            told.widgets.add(id=one.id).string_array_value.data.append("9999/99/99")
        elif one.is_editor:
            told.widgets.add(id=one.id, string_value='{"edited_rows": {"0": {"O1": "extreme"}}, "added_rows": [{}]}')
    return told
