"""The backups of a local database, and what is done with them."""
