"""Networks that begin with ImageNet's weights. One file a network, called like it, with its `ARCHITECTURE`."""
