"""Tests that do not run under Wine, each with its reason: what is Wine's own, or not there."""

# Folders of tests whose packages have no place here: TensorFlow and Ray are not for the app.
NOT_HERE = ("tests/unit/training", "tests/unit/scale_out", "tests/unit/export", "tests/e2e/scale_out")

LEFT_OUT: dict[str, str] = {}
