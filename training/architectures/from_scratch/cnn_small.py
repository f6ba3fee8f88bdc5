"""CNN-S of the study: two blocks, nearly all of its parameters in the last layer."""

from functools import partial

from training.architectures.base import Architecture
from training.architectures.body import CnnBody
from training.architectures.cnn import build_cnn

BODY = CnnBody(blocks=((16, 10), (16, 1)))

ARCHITECTURE = Architecture(
    name="cnn_small",
    title="CNN-S",
    image_size=BODY.image_size,
    build=partial(build_cnn, BODY),
)
