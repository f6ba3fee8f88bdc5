"""`python -m desktop_app.imaging.apart` is a decoder: it lives on two pipes, and ends with whoever started it."""

from desktop_app.imaging.apart.worker import main

if __name__ == "__main__":
    main()
