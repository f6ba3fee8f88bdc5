"""Options that several formats have, and mean the same by. `pawsort export` has flags for the first three."""

from desktop_app.exports.base import Option, OptionKind
from desktop_app.exports.material import LEVELS, NONE

ACCEPT = Option("accept_suggestions", OptionKind.CHOICE, NONE, tuple(LEVELS))
"""Whether suggestions stand for labels where nobody decided, and how sure they must be."""
NO_BREED = Option("no_breed", OptionKind.YES_NO, False)
"""Whether the breed is left out: see docs/decisions/0030."""
ONLY_NEW = Option("only_new", OptionKind.FILE, "")
"""A table that the receiving software wrote: animals that stand in it are left out."""

PROGRAM, SPREADSHEET = "program", "spreadsheet"
READER = Option("reader", OptionKind.CHOICE, PROGRAM, (PROGRAM, SPREADSHEET))
"""Who is going to read a CSV table: spreadsheets want other signs than programs."""

COLUMNS = Option("columns", OptionKind.TEXT, "")
"""The columns that a table shall have, in their order, with commas between their names; none for all."""

EVERYTHING, LABELS, ANIMALS = "everything", "labels", "animals"
CONTENT = Option("content", OptionKind.CHOICE, EVERYTHING, (EVERYTHING, LABELS, ANIMALS))
"""What has a row: every photo, every photo with a label, every animal."""

PER_DOG = Option("per_dog", OptionKind.YES_NO, False)
"""Whether each dog of a photo has a row, instead of columns in the one of its photo."""

COPIES, LINKS = "copies", "links"
MADE_AS = Option("made_as", OptionKind.CHOICE, COPIES, (COPIES, LINKS))
"""Whether photos are copied, or get a second name."""
