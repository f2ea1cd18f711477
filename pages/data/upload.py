"""Upload: What would this file change?"""

from ui import filters
from ui.parts import upload, upload_loading, upload_plan, upload_reading

view = filters.current_portfolio()
upload.head(view)
upload_loading.loaded(view)
upload.choose(view)
upload_plan.plan(view)
upload_reading.reading(view)
