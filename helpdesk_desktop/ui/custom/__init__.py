"""Custom fields in forms and in the detail panel: one input for each kind."""
