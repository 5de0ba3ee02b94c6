"""Transactions, the clock, settings, import and export: one method per user intention."""
