"""What of a session is evidence, and what is not."""

from pathlib import Path

import numpy as np

from desktop_app.catalog.changes.animals import AssignAnimal
from desktop_app.catalog.changes.labels import LabelPhotos
from desktop_app.catalog.changes.several_dogs import MarkSeveralDogs
from desktop_app.catalog.session import Session
from desktop_app.catalog.values.labels import NO_DOG, UNKNOWN, Label
from desktop_app.catalog.values.photos import FileFacts
from desktop_app.learning.session_labels import read_labels
from tests.unit.learning.memory_helpers import NAME, OTHER_PACK, PACK, PODENCO, embeddings_of, labels_of, make_session
