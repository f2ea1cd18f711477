"""Upload: What would this file change?"""

from ui import filters
from ui.parts import upload

upload.head(filters.current_portfolio())
