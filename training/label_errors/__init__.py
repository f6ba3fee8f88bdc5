"""Which labels may be wrong, found by confident learning on cross-validated features."""
