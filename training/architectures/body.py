"""What a recipe may say of the body of a network from scratch. Without Keras, so that recipes are checked at once."""

from pydantic import BaseModel, ConfigDict, Field


class CnnBody(BaseModel):
    """The body of a network from scratch.

    Attributes:
        image_size: pixels of a side of its square input.
        blocks: filters and kernel size of each block, first to last.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    image_size: int = Field(default=180, ge=16, le=512)
    blocks: tuple[tuple[int, int], ...] = Field(min_length=1, max_length=8)
