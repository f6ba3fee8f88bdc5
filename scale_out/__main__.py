"""`python -m scale_out`."""

from desktop_app import stopping
from scale_out.cli import STOPPED, main

if __name__ == "__main__":
    stopping.listen(STOPPED)
    main(prog_name="python -m scale_out")
