"""What leaves a session: where to, and in which format. Reads the catalog, writes files whole or not at all."""
