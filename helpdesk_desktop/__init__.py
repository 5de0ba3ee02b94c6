"""The ticket desk of a contact centre as a native desktop program."""

__version__ = "0.1.0"
