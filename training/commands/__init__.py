"""One module a command; what they do lies elsewhere, here stand options and words."""
