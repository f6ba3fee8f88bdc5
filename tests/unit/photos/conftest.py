from hypothesis import HealthCheck, settings

# Tests share their processor with others: how long one example takes says nothing.
settings.register_profile(
    "photos", deadline=None, database=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("photos")
