"""What a value in a manifest may be: names that are shown and written as they are, numbers that stay numbers."""

from typing import Annotated

from pydantic import AfterValidator, Field

from desktop_app.own_files import is_name


def _fit_for_tables(text: str) -> str:
    if not is_name(text):
        raise ValueError("it has characters in it that no name has")
    return text


def _bearable(temperature: float) -> float:
    if not 1e-3 <= temperature <= 1e4:
        raise ValueError("it is not between 0.001 and 10,000")
    return temperature


Probability = Annotated[float, Field(ge=0, le=1)]
# Softer or harder than any network's: beyond that, divided logits overflow.
Temperature = Annotated[float, Field(gt=0), AfterValidator(_bearable)]
Figure = Annotated[float, Field(ge=-1e9, le=1e9)]
Name = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_fit_for_tables)]
# Of a person, over several lines; it is shown, and goes into no table.
Remark = Annotated[str, Field(max_length=20_000)]
