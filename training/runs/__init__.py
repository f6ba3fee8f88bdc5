"""What one execution of a recipe wrote, and what of it goes to the exporter."""
