"""Many files in one folder: safe names, nothing replaced unasked, each whole, room for all."""
