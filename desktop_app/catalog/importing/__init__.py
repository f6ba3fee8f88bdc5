"""Labels, animals and picks out of a table, as one change, and what of the table is left alone and why."""
