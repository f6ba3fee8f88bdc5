"""What people have is run here before they do: other systems and processors, emulated. Optional; not in `make test`.

    python -m trials windows     Windows, under Wine: docs/packaging.md says how long and how large
    python -m trials arm64       64-bit ARM, under QEMU

Everything that is made lies in `build/trials`; each step goes on where it was.
"""
