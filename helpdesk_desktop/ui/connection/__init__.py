"""How the window comes to a database: which one, with which password, and who works there."""
