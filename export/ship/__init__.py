"""The pack that comes with Pawsort: its rules are chosen on what its own graph gives, and its figures measured."""
