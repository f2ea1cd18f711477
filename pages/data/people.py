"""People: Who may do what?"""

from ui import filters
from ui.parts import people

view = filters.current_portfolio()
people.head()
people.looks(view)
