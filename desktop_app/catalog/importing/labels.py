"""A label as a table gives it."""

from dataclasses import dataclass, field

from desktop_app.catalog.values.labels import Decision, Label


@dataclass(frozen=True, slots=True)
class GivenLabel:
    """A label, and how it came about; two are the same where the labels are.

    Attributes:
        label: what it is.
        decision: how it came about.
        loses_breed: whether the table names the one breed of a mix, for which a label has no place.
    """

    label: Label
    decision: Decision = field(compare=False)
    loses_breed: bool = field(default=False, compare=False)
