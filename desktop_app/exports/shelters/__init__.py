"""Animals for the programs and sites of shelters: which of them, in whose words, with which pictures."""
