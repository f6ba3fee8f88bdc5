"""Networks from recipes: body, augmentation, head; and linear heads on frozen features."""
