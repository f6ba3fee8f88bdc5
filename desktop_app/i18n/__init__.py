"""The languages of the interface: sources (`.ts`), what Qt loads (`.qm`), and the loader."""
