"""Training of model packs with Keras."""
