"""Data dictionary: What does each column mean?"""

from ui import filters
from ui.parts import dictionary

dictionary.head(filters.current_portfolio())
