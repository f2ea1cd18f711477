"""Project: How did this project come to stand here?"""

from ui import filters
from ui.parts import project

project.head(filters.portfolio_view())
