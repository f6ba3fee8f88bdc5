"""`python -m trials.arm64.in_32_bits label …`: `pawsort` whose graphs are calculated in 32 bits.

ONNX Runtime then leaves the nodes out that round to 8 bits. The weights stay what they are in 8 bits, as numbers of 32:
so this is not the network before it was made 8 bits wide, which is in no clone, but what the same file says when
nothing that is computed is rounded.
"""

from typing import Any

from desktop_app.cli import main as pawsort
from desktop_app.inference import providers

OPTION = "session.disable_quant_qdq"


def in_32_bits() -> None:
    """Let all sessions that are made from now on calculate so."""
    usual = providers.session_options

    def options(threads: int) -> Any:
        made = usual(threads)
        made.add_session_config_entry(OPTION, "1")
        return made

    providers.session_options = options


def main() -> None:
    """Be `pawsort` so."""
    in_32_bits()
    pawsort()


if __name__ == "__main__":
    main()
