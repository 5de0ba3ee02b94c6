"""Why a ticket is in the list, or is not."""
