"""One session of forty animals, and what each format makes of it."""
