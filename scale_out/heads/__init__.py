"""Linear heads on the embeddings of what was labelled, which are never all in memory."""
