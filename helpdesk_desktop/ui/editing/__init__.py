"""Changing a ticket in place: editors, keys of the list, undo."""
