"""Widgets, models, background tasks and the sentences people read."""
