"""Health: Is this installation sound?"""

from ui.parts import health

health.head()
health.operation()
health.portfolios()
