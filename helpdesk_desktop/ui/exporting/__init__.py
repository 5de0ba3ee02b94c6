"""Tickets on their way out of the window into a file."""
