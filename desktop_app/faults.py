"""Why something did not work: a code and facts, worded only where a person reads it.

What goes wrong is found deep down, where no language is known; it is kept in sessions, sent between threads and
compared by programs. So it is data: a stable code (`photo.cut_short`) and the facts that a sentence about it needs. The
sentences stand in `commands/fault_sentences.py` (English) and, translated, in `ui/wording/faults.py`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

Fact = str | int | float
_NO_FACTS: Mapping[str, Fact] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that did not work.

    Attributes:
        code: which: lower-case words, the part of the app first: `photo.cut_short`, `session.newer`, `pack.wrong_hash`.
        facts: what a sentence about it needs, by name: `{"path": "/photos/Rex.jpg", "megabytes": 512}`.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: _NO_FACTS)

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))

    def __hash__(self) -> int:
        return hash((self.code, tuple(sorted(self.facts.items(), key=lambda fact: fact[0]))))

    def to_json(self) -> str:
        """As sessions keep it; the same fault is always the same text."""
        return json.dumps({"code": self.code, **({"facts": dict(self.facts)} if self.facts else {})}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote.

        Raises:
            ValueError: the text is something else.
        """
        try:
            read = json.loads(text)
            code, facts = read["code"], read.get("facts", {})
        except (RecursionError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"not a fault: {text[:80]!r}") from error
        sound = isinstance(code, str) and isinstance(facts, dict)
        if not sound or not all(isinstance(fact, Fact) for fact in facts.values()):
            raise ValueError(f"not a fault: {text[:80]!r}")
        return cls(code, facts)


class FaultError(Exception):
    """Something did not work, and `fault` says what. Its text is for logs: people read the fault in their language."""

    def __init__(self, code: str, **facts: Fact) -> None:
        self.fault = Fault(code, facts)
        super().__init__(code, facts)

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={fact!r}" for name, fact in self.fault.facts.items())
        return f"{self.fault.code} ({facts})" if facts else self.fault.code
