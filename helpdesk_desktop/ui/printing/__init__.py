"""The list on paper: pages, the file that holds them, and the printer."""
