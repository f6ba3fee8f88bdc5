"""How good a run is, on photos that it was not trained on."""
