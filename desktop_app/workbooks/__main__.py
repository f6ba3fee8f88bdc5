"""`python -m desktop_app.workbooks` reads one workbook: it lives on two pipes, and ends with whoever started it."""

from desktop_app.workbooks.reader import main

if __name__ == "__main__":
    main()
