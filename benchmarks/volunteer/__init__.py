"""A scripted volunteer with a keyboard alone: how many keys deciding takes, and whether the labels are right."""
