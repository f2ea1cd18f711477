"""Data dictionary: What does each column mean?"""

from ui.parts import dictionary

dictionary.head()
dictionary.columns()
