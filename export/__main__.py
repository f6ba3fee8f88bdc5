"""`python -m export`."""

from desktop_app import stopping
from export.cli import main
from training.cli import STOPPED

if __name__ == "__main__":
    stopping.listen(STOPPED)
    main()
