"""The ticket list: its columns, its model, its table."""
