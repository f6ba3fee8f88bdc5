"""Progress on a terminal and elsewhere."""

import io

from desktop_app.commands.terminal import Terminal, progress_line


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_says_how_far_how_fast_and_how_long_still() -> None:
    assert progress_line(250, 1000, 10.0) == "250 of 1,000 photos, 25.0 photos a second, 30 s left"
    assert progress_line(250, 100_000, 10.0).endswith("1 h 06 min left")
    assert progress_line(250, 10_000, 10.0).endswith("6 min 30 s left")
    assert progress_line(250, None, 10.0) == "250 photos, 25.0 photos a second"
    assert progress_line(0, 1000, 1.0) == "0 of 1,000 photos"
    assert progress_line(12, 10, 1.0) == "12 of 12 photos, 12.0 photos a second"


def test_terminal_renews_one_line_and_clears_it_for_messages() -> None:
    screen = Screen()
    terminal = Terminal(screen)
    terminal._last -= 60
    terminal.progress(1, 2, 1.0)
    terminal.progress(2, 2, 1.0)
    terminal.say("done")
    assert screen.getvalue().count("photos a second") == 1
    assert "\r" in screen.getvalue()
    assert screen.getvalue().endswith("\rdone\n")


def test_names_do_nothing_to_the_terminal() -> None:
    stream = Screen()
    Terminal(stream).say("Left out: \x1b[2J\x1b]0;title\x07Rex\r\nBella\u202e.jpg")
    assert stream.getvalue() == "Left out: \\x1b[2J\\x1b]0;title\\x07Rex\\r\\nBella\\u202e.jpg\n"


def test_a_file_gets_plain_lines_now_and_then() -> None:
    log = io.StringIO()
    terminal = Terminal(log)
    terminal.progress(1, 2, 1.0)
    assert log.getvalue() == ""
    terminal._last -= 60
    terminal.progress(1, 2, 1.0)
    assert log.getvalue().endswith("left\n")
    assert "\r" not in log.getvalue()
