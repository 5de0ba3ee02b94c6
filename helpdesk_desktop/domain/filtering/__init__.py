"""Filters as text, tree, JSON and sentence: the language of queries and what is made of it."""
