"""Whole networks, trained by several processes that share each batch."""
