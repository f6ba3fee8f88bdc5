"""Networks that begin with random weights. One file a network, called like it, with its `ARCHITECTURE`."""
