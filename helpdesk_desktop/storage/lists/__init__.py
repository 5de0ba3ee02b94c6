"""Lists of tickets: which way a page or a count is found, and the SQL of it."""
