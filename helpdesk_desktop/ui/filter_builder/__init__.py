"""The filter builder: a tree of conditions, its sentence and its text, edited side by side."""
