"""Why something did not work, as a code and facts; worded only where it is shown."""
