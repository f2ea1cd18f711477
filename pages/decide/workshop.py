"""Workshop: what do ten people, each on their own phone, agree on?"""

from ui import filters
from ui.parts import workshop

workshop.table_or_one(filters.portfolio_view())
