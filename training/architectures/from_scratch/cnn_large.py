"""CNN-L of the study: five blocks, then two wide dense layers."""

from functools import partial

from training.architectures.base import Architecture
from training.architectures.body import CnnBody
from training.architectures.cnn import build_cnn

BODY = CnnBody(blocks=((64, 10), (64, 5), (32, 5), (32, 10), (16, 10)))

ARCHITECTURE = Architecture(
    name="cnn_large",
    title="CNN-L",
    image_size=BODY.image_size,
    build=partial(build_cnn, BODY),
)
