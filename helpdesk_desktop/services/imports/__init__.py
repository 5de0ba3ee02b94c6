"""Reads tickets from files of other programs."""
