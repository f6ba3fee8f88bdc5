"""The rules in a pack's manifest: from which numbers on a word is said of a photo. Part of `manifest`."""

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from desktop_app.inference.manifest_values import Figure, Name, Probability, Temperature

MOST_BREEDS = 20_000
MOST_KINDS = 200


class MisfitError(ValueError):
    """Parts of a manifest that are right by themselves but do not go together.

    Attributes:
        rule: which rule they break; its words stand beside those of `pack.rule`.
        breeds: ids of the breeds that break it, with commas between; empty for a rule that is not about breeds.
    """

    def __init__(self, rule: str, breeds: Iterable[str] = ()) -> None:
        self.rule, self.breeds = rule, ", ".join(breeds)
        super().__init__(f"{rule}: {self.breeds}" if self.breeds else rule)


class Part(BaseModel):
    """A part of a manifest: it has the keys that it must have and no others, and stays as it is."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Familiarity(Part):
    """A score of how much a photo is like what the model was trained on: dogs of breeds that it does not know get less.

    Attributes:
        score: "energy", the temperature times the log-sum-exp of the logits over it (Liu et al. 2020,
            arXiv:2010.03759); "max_logit", the greatest logit (Hendrycks et al. 2022, arXiv:1911.11132); or "output",
            what the graph itself gives as `familiarity [N, 1]`. Averaged over the views.
        temperature: of the energy.
    """

    score: Literal["energy", "max_logit", "output"]
    temperature: Temperature = 1.0


class ConfidenceRule(Part):
    """What a photo needs for one of the words "sure" and "maybe".

    Attributes:
        probability: the least calibrated probability of the first breed.
        familiarity: the least familiarity; None where it does not matter.
    """

    probability: Probability
    familiarity: Figure | None = None


class Conformal(Part):
    """The short set of breeds that holds the right one with a given coverage (split conformal prediction).

    Attributes:
        method: "lac", all breeds with at least the probability `1 - quantile` (Sadinle, Lei and Wasserman 2019,
            arXiv:1609.00451), the smallest sets on average; or "aps", the first breeds that together stay within
            `quantile` (Romano, Sesia and Candes 2020, arXiv:2006.02544), never none.
        coverage: how often the set should hold the right breed.
        quantile: of the scores of photos with known breeds, as `decisions.conformal_quantile` gives it.
        most: a set of more breeds says nothing; it is not shown.
    """

    method: Literal["lac", "aps"]
    coverage: float = Field(default=0.9, gt=0, lt=1)
    quantile: Probability
    most: int = Field(default=5, ge=1, le=5)


class Mix(Part):
    """When two breeds are proposed as a mix.

    Attributes:
        together: the least sum of the probabilities of the first two breeds.
        balance: the least probability of the second, as a share of that of the first.
        dog: the least dog probability; nothing is proposed by a pack that cannot tell dogs.
        look_alikes: pairs of breeds that the model takes for one another: that they share the probability says nothing.
    """

    together: Probability
    balance: Probability
    dog: Probability
    look_alikes: tuple[tuple[str, str], ...] = Field(default=(), max_length=MOST_BREEDS)


class KindRule(Part):
    """What the likeliest kind of dog needs for one of the words: its probability is the sum of those of its breeds.

    Attributes:
        sure: the least probability of a kind that is "sure".
        maybe: of one that is "maybe"; below that it is "unsure".
    """

    sure: Probability
    maybe: Probability

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "KindRule":
        if self.maybe > self.sure:
            raise MisfitError("maybe_more_probable_than_sure")
        return self


class DogEvidence(Part):
    """How what two networks say of a photo becomes the probability that it shows a dog: a logistic rule.

    The logit is `bias`, plus `species` times the logit of the dog probability by the species output, plus for each
    class its weight times the logit of the finder's greatest score for it anywhere in the photo. Where the finder was
    not asked, what the species output says stands.

    Attributes:
        bias: of the rule.
        species: weight of the species output.
        found: weights of the finder's classes by name; those that are not named weigh nothing.
    """

    bias: Figure
    species: Figure
    found: dict[Name, Figure] = Field(max_length=100)


class Thresholds(Part):
    """Where a probability starts to mean something. All but `dog` may be missing: then nothing is said of it.

    Attributes:
        dog: a photo whose dog probability is below it is suggested as "no dog".
        evidence: what the finder adds to that probability; None where the species output alone counts.
        familiarity: the score that `sure` and `maybe` ask for.
        sure: what a photo needs to be "sure".
        maybe: what it needs to be "maybe"; below that it is "unsure".
        conformal: how the short set of breeds is made.
        mix: when a mix is proposed.
        kind: when a kind of dog is said; None in packs without kinds.
        unproven: ids of breeds that were trained on too few photos to be "sure" of them: at most "maybe" is said.
    """

    dog: Probability = 0.5
    evidence: DogEvidence | None = None
    familiarity: Familiarity | None = None
    sure: ConfidenceRule | None = None
    maybe: ConfidenceRule | None = None
    conformal: Conformal | None = None
    mix: Mix | None = None
    kind: KindRule | None = None
    unproven: tuple[Name, ...] = Field(default=(), max_length=MOST_BREEDS)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Thresholds":
        if (self.sure is None) != (self.maybe is None):
            raise MisfitError("sure_without_maybe")
        if self.sure is None or self.maybe is None:
            return self
        for rule in (self.sure, self.maybe):
            if rule.familiarity is not None and self.familiarity is None:
                raise MisfitError("confidence_without_familiarity")
        if self.maybe.probability > self.sure.probability:
            raise MisfitError("maybe_more_probable_than_sure")
        lowest = float("-inf")
        needs = [lowest if rule.familiarity is None else rule.familiarity for rule in (self.maybe, self.sure)]
        if needs[0] > needs[1]:
            raise MisfitError("maybe_more_familiar_than_sure")
        return self
