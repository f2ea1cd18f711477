"""Project: How did this project come to stand here?"""

from ui import filters
from ui.parts import project, project_course, project_notes, project_records, project_sources

view = filters.portfolio_view()
shown = project.opened(view)
project.head(view, shown)
project_sources.sources(view, shown)
project.figures(view, shown)
project_course.course_and_status(view, shown)
project_course.cost_and_words(view, shown)
project_records.records(view, shown)
project_notes.notes(view, shown)
