"""Projects: Which projects are these, and where do they stand?"""

from ui import filters
from ui.parts import projects

view = filters.portfolio_view()
projects.head(view)
projects.listing(view)
projects.how_it_was_found(view)
