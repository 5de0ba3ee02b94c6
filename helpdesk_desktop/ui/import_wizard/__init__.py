"""The import wizard: a file becomes tickets in five steps, beside the list and without a wait."""
