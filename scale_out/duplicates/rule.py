"""When two fingerprints are of nearly the same photo: the app's own rule for photos that stand anywhere.

It is the one by which the app groups photos that lie in different folders and of which it has no embeddings
(`photos.group_links`, docs/decisions/0023-groups.md): what differs in few bits is the same, what differs in some is the
same where the two tiny photos fit well over each other, and photos with nothing on them are like none.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from desktop_app.photos.group_evidence import GroupEvidence
from desktop_app.photos.group_links import (
    ALIKE,
    BETTER_WITHOUT_EMBEDDING,
    FIT_WITHOUT_EMBEDDING,
    Strictness,
)
from scale_out.duplicates.hashes import Bytes, differing_bits, words_of

Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rule:
    """What fingerprints must have in common.

    Attributes:
        alike: bits in which hashes may differ where nothing else is asked.
        bits: the most in which they may differ.
        fit: how well tiny photos must fit over each other from `alike` on, up to `bits`.
    """

    alike: int
    bits: int
    fit: float

    @classmethod
    def among(cls, photos: int) -> Self:
        """The rule of the app among so many photos: more strangers look alike among more."""
        strictness = Strictness.among(photos)
        fit = max(strictness.fit + BETTER_WITHOUT_EMBEDDING, FIT_WITHOUT_EMBEDDING)
        return cls(ALIKE, strictness.bits_without_embedding, fit)

    def holds(self, fingerprints: Bytes, first: Places, second: Places) -> NDArray[np.bool_]:
        """Which pairs are nearly the same; photos with nothing on them must not be among them.

        Args:
            fingerprints: uint8 `[n, FINGERPRINT_BYTES]`.
            first: int32 `[pairs]`, places in `fingerprints`.
            second: the same.
        """
        words = words_of(fingerprints)
        bits = differing_bits(words[first], words[second])
        found = bits <= self.alike
        asked = np.flatnonzero(~found & (bits <= self.bits))
        found[asked] = self.fits(fingerprints, first[asked], second[asked])
        return found

    def fits(self, fingerprints: Bytes, first: Places, second: Places) -> NDArray[np.bool_]:
        """Which pairs fit so well over each other as is asked, whatever their hashes say."""
        places, at = np.unique(np.concatenate([first, second]), return_inverse=True)
        evidence = GroupEvidence(len(places))
        known = np.ones(len(places), np.bool_)
        evidence.set_fingerprints(np.arange(len(places), dtype=np.int32), fingerprints[places], known)
        one, other = np.split(at.astype(np.int32), 2)
        return np.asarray(evidence.alignment(one, other) >= np.float32(self.fit))
