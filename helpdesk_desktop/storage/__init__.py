"""Tables, SQL, migrations and engines; rows leave as domain values."""
