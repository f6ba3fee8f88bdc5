"""A detector with random weights and one convolution a grid."""

import numpy as np
from numpy.typing import NDArray

from export.finder.reading import CLASSES, Convolution, Detector, Head, Sum

PLANES = 4


def small_detector(grids: int, strides: int, *, with_sum: bool = False) -> Detector:
    """A detector whose first grid is behind so many convolutions with a stride of 2; each other one behind one more."""
    random = np.random.default_rng(1)

    def weights(*shape: int) -> NDArray[np.float32]:
        return random.normal(0, 0.5, shape).astype(np.float32)

    steps: list[Convolution | Sum] = []
    heads: list[Head] = []
    made = 0

    def convolve(source: int, filters: NDArray[np.float32], stride: int = 1, *, body: bool = True) -> int:
        nonlocal made
        made += 1
        depthwise = body and stride == 1
        steps.append(Convolution(source, made, filters, weights(len(filters)), stride, depthwise, stride == 2))
        return made

    last = 0
    for number in range(grids):
        for _ in range(strides if number == 0 else 1):
            last = convolve(last, weights(PLANES, 3 if last == 0 else PLANES, 3, 3), 2)
        if with_sum:
            more = convolve(last, weights(PLANES, 1, 3, 3))
            made += 1
            steps.append(Sum((last, more), made))
            last = made
        anchors = 3 if number == 0 else 6
        box = convolve(last, weights(anchors * 4, PLANES, 1, 1), body=False)
        heads.append(Head(box, convolve(last, weights(anchors * CLASSES, PLANES, 1, 1), body=False)))
    return Detector(0, tuple(steps), tuple(heads))
