"""The one list of pages: section, order, title, icon, the right they take, and what they need to say anything."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from services.rights import Right

ADMIN = Right.ADMINISTER
PAGES = Path(__file__).resolve().parent.parent / "pages"
Needs = Literal["data", "portfolio", "nothing"]


@dataclass(frozen=True)
class Entry:
    """A page of the menu. `needs` says what must exist before it can be drawn; hidden pages have an address only."""

    stem: str
    section: str
    title: str
    icon: str
    question: str
    needs: Needs = "data"
    hidden: bool = False
    right: Right = Right.SEE

    @property
    def path(self) -> Path:
        """The page's file."""
        return PAGES / self.section.lower() / f"{self.stem}.py"


ENTRIES: tuple[Entry, ...] = (
    Entry("portfolio", "Explore", "Portfolio", "grid_view", "Are we all right, what changed, what needs us?"),
    Entry("projects", "Explore", "Projects", "list", "Which projects are these, and where do they stand?"),
    Entry("project", "Explore", "Project", "article", "How did this project come to stand here?", hidden=True),
    Entry("slip_risk", "Explore", "Slip risk", "schedule", "Which forecasts will move later, and why?"),
    Entry("alignment", "Decide", "Alignment", "target", "Does the money follow the objectives?"),
    Entry("budget", "Decide", "Budget", "tune", "Which projects does this money buy?"),
    Entry("scenarios", "Decide", "Scenarios", "stacks", "Which plan do we decide on?"),
    Entry("workshop", "Decide", "Workshop", "how_to_vote", "What do ten people agree on?"),
    Entry("wall", "Decide", "Wall", "cast", "What does the room look at?", hidden=True),
    Entry("upload", "Data", "Upload", "upload_file", "What would this file change?", "portfolio", right=Right.UPLOAD),
    Entry("periods", "Data", "Periods", "history", "Who has reported, and what is in use?", needs="portfolio"),
    Entry("dictionary", "Data", "Data dictionary", "menu_book", "What does each column mean?", needs="nothing"),
    Entry(
        "portfolio_settings", "Data", "Portfolio settings", "settings", "What is fixed here?", "nothing", right=ADMIN
    ),
    Entry("people", "Data", "People", "group", "Who may do what?", "nothing", right=ADMIN),
    Entry("audit", "Data", "Audit", "fact_check", "Who changed what, and is the record whole?", "nothing", right=ADMIN),
    Entry("health", "Data", "Health", "monitor_heart", "Is this installation sound?", "nothing", right=ADMIN),
)


def entries_for(rights: frozenset[Right]) -> tuple[Entry, ...]:
    """Return the pages somebody with these rights may open, in the order of the menu."""
    return tuple(entry for entry in ENTRIES if entry.right in rights)


def entry(stem: str) -> Entry:
    """Return the page of that address; raises KeyError for an unknown one."""
    found = next((candidate for candidate in ENTRIES if candidate.stem == stem), None)
    if found is None:
        raise KeyError(stem)
    return found
