"""From sources to finished partitions: listing, planning, and the workers that label."""
