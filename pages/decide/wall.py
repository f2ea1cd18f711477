"""Wall: what everybody in the room looks at while a workshop is under way."""

from ui import filters
from ui.parts import wall

wall.follow(filters.portfolio_view())
