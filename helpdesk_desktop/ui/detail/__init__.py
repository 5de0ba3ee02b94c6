"""The detail panel: everything about one ticket, and the note written to it."""
