"""Projects: Which projects are these, and where do they stand?"""

from ui import filters
from ui.parts import projects

projects.head(filters.portfolio_view())
