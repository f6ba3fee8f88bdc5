"""All benchmarks, one after the other, each in a process of its own: `python -m benchmarks [--data FOLDER] [NAME…]`.

`python -m benchmarks fuzz` is another matter: see `benchmarks.fuzz`.
What one benchmark alone understands goes through to it: `python -m benchmarks stopping --signals 30`.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.photos import DEFAULT_DATA

ALL = ("decoder_files", "throughput", "stopping", "session", "photo_store", "window", "large_session", "memory")
# Figures of the model, not of the program: only when asked for.
ASKED_FOR = (
    "accuracy",
    "learning",
    "alike",
    "second_look",
    "sizes",
    "finder",
    "inference",
    "torn_photos",
    "without_vnni",
    "heic_apart",
    "decoder_fuzz",
    "grouping",
    "large_groups",
    "learning_speed",
    "group_pooling",
    "picks",
    "export_rows",
    "copies",
    "feature_store",
    "own_classes",
    "volunteer",
    "label_errors",
    "scale_label",
    "scale_kills",
    "scale_sizes",
