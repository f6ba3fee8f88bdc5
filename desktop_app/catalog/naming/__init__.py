"""Animals out of what shelters write anyway: names of folders and files by a pattern, or a table.

What a name says is a guess, so nothing here changes a session: `assigning` makes one change of what was found, for a
person who has seen it.
"""
