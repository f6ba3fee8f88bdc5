"""What leaves a session: tables, folders, shelter formats. Reads the catalog, writes files atomically."""
