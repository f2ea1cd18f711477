"""Portfolio: Are we all right, what changed, what needs us?"""

from ui import filters
from ui.parts import portfolio

view = filters.portfolio_view()
published = portfolio.head(view)
portfolio.figures(view, published)
portfolio.changed(view)
portfolio.picture_and_attention(view)
portfolio.how_it_was_found(view)
