"""Values of custom fields: how they are stored, asked for, sorted and counted."""
