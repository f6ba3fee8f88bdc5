"""The finder of dogs that packs may hold: made of a detector that Google published, smaller, and in 8 bits."""
