"""Drives the window from tests, of this project or any other: a pytest plug-in and page objects.

`plugin` is the door: it names options and fixtures and loads nothing else until one is used.
"""
