"""`python -m training`."""

from desktop_app import stopping
from training.cli import STOPPED, main

if __name__ == "__main__":
    stopping.listen(STOPPED)
    main(prog_name="python -m training")
