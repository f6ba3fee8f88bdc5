"""Training a recipe's network: examples, learning rates, checkpoints, the loop itself."""
