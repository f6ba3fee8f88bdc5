"""The model that comes with Pawsort: its photos, its heads, its refining, its figures."""
