"""All photos of a session at once, as columns: filtering, sorting, counting. No Qt."""
