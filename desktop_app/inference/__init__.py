"""From pixels to a suggestion: preprocessing, model packs, networks, decisions, pipeline. No Qt."""
