"""What all processes have in common that Pawsort starts for work that may end badly: decoders, readers of workbooks.

They live on two pipes, end with whoever started them, and have limits that the system holds them to. `starting` is used
by the app, `inside` by the process itself, `limits` by both. Knows the standard library alone.
"""
