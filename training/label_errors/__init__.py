"""Which labels are probably wrong, found by confident learning on cross-validated features."""
