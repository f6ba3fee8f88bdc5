"""Tables of a session: what has a row and which cells, as CSV, JSON lines and Excel's sheets."""
