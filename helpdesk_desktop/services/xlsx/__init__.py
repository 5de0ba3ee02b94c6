"""Workbooks of Excel 2007 and later, as far as both exports and imports know them."""
