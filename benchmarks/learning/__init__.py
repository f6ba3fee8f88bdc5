"""What the memory gains, and what it costs: `python -m benchmarks learning`.

`world` looks at photos once; `lessons` chooses photos that a person labels, learns from them with the app's own code,
and asks it about all others; `protocol` has one function a promise, with seeds and intervals.
"""
