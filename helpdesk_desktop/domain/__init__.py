"""The words of the trade: frozen values, rules, filter trees, the query language, errors."""
