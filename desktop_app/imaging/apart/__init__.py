"""Decoders that may crash, in processes of their own: a damaged photo ends its decoder, never Pawsort.

`pool` is what the app asks, `process` is one decoder seen from the app, `worker` is what runs in the decoder,
`messages` is what the two say to each other. Why, which formats, and what it costs:
docs/decisions/0016-decoders-apart.md.
"""

# What starts a decoder in the frozen app, whose program is not Python.
DECODER_ARGUMENT = "--decode-apart"
