"""Tests that do not run under Wine, each with its reason: what is Wine's own, or not there."""

# Folders of tests whose packages have no place here: TensorFlow and Ray are not for the app, nor what judges workflows.
NOT_HERE = (
    *("tests/unit/training", "tests/unit/scale_out", "tests/unit/export", "tests/e2e/scale_out"),
    "tests/unit/packaging/test_workflows.py",
)

LEFT_OUT: dict[str, str] = {
    "tests/qt/look/test_layout.py::test_every_screen_can_be_read_and_reached": (
        "Wine has not Windows' font, which is narrower: with letters of whole pixels, as Windows draws, three French "
        "words in the font of Linux are two to four pixels wider than their buttons"
    ),
    "tests/unit/photos/test_local_days.py::test_days_are_those_of_the_system": (
        "mingw-w64's _mkgmtime, by which its Python finds tm_gmtoff, has 32 bits; Microsoft's has 64"
    ),
    "tests/unit/photos/test_local_days.py::test_what_is_not_known_is_no_day_and_damaged_times_do_no_harm": (
        "the same: it is about the year 2262, and the offset is wrong by 2 ** 32 seconds from 2038 on"
    ),
    "tests/unit/workbooks/test_apart.py::test_workbook_that_needs_more_memory_than_it_may_have_is_given_up": (
        "Wine 8 takes the limits of a job's memory and holds nobody to them"
    ),
}

# What Windows does otherwise than Linux, and the tests that show that the app lives with it. Tests of a rule alone run
# on every system; those in `test_windows_files.py` on Windows.
WINDOWS_FILES = "tests/unit/test_windows_files.py"
SHOWN_BY: dict[str, tuple[str, ...]] = {
    "long paths": (
        f"{WINDOWS_FILES}::test_photos_and_tables_below_long_folders",
        "tests/unit/test_paths.py::test_long_names_get_the_prefix_that_windows_wants",
        "tests/unit/catalog/test_scan.py::test_folders_are_opened_by_the_name_that_the_system_takes",
    ),
    "drive letters": (
        f"{WINDOWS_FILES}::test_spellings_of_a_drive_and_of_a_name_are_one_photo",
        "tests/unit/catalog/test_addresses.py::test_windows_drives_and_shares",
    ),
    # Wine 8 reaches no share of its own computer: there, the first is skipped.
    "shares of the network": (
        f"{WINDOWS_FILES}::test_a_share_of_the_network",
        "tests/unit/test_paths.py::test_the_prefix_that_a_person_gives_is_no_other_file",
        "tests/unit/catalog/values/test_stored_paths.py::test_windows_spellings_of_a_path_are_one_photo",
    ),
    "files in use": (
        f"{WINDOWS_FILES}::test_a_photo_that_another_program_keeps_to_itself_is_said_to_be_in_use",
        f"{WINDOWS_FILES}::test_settings_that_another_program_reads_are_not_put_aside",
        f"{WINDOWS_FILES}::test_a_table_that_a_spreadsheet_has_open_stays_and_the_new_one_lies_beside_it",
        f"{WINDOWS_FILES}::test_a_session_that_another_program_keeps_to_itself_is_refused_and_loses_nothing",
        "tests/unit/test_faults.py::test_what_python_calls_forbidden_on_windows_is_told_apart",
    ),
    "names whose case does not count": (
        f"{WINDOWS_FILES}::test_spellings_of_a_drive_and_of_a_name_are_one_photo",
        "tests/unit/test_files.py::test_own_drafts_stay_whichever_way_their_folder_is_reached",
        "tests/unit/exports/folders/test_folders.py::test_names_that_are_one_name_somewhere_get_numbers",
    ),
    "reserved names": (
        f"{WINDOWS_FILES}::test_names_that_windows_keeps_for_itself_are_photos_where_they_lie",
        f"{WINDOWS_FILES}::test_nothing_is_written_where_nobody_finds_it",
        "tests/unit/exports/test_destination.py::test_a_table_is_not_written_where_windows_has_a_device",
    ),
    "dots and spaces at the end": (
        f"{WINDOWS_FILES}::test_names_that_windows_keeps_for_itself_are_photos_where_they_lie",
        f"{WINDOWS_FILES}::test_a_name_that_ends_in_a_dot_is_the_one_without_it",
        "tests/unit/test_paths.py::test_what_windows_would_misread_in_a_folder_is_named_exactly",
    ),
    r"the prefix \\?\ that a person gives": (
        f"{WINDOWS_FILES}::test_spellings_of_a_drive_and_of_a_name_are_one_photo",
        "tests/unit/catalog/test_addresses.py::test_windows_prefix_for_long_paths_is_taken_off",
    ),
    "code pages and names of users": (f"{WINDOWS_FILES}::test_names_of_no_code_page_and_a_home_with_accents",),
    "drop as copy": (
        "tests/qt/window/test_drop.py::test_a_drop_is_a_copy_also_with_shift",
        "tests/qt/window/test_drop.py::test_any_number_of_folders_and_files_are_added_and_none_is_moved",
    ),
}
