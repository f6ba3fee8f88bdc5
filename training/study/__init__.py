"""The study that Pawsort grew from, carried on: what is trained, how it is judged, and the tables of its page."""
