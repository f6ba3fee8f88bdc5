"""What is said of a pattern for names of animals that means nothing: where, and what to write instead."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

PATTERN_SENTENCES: dict[str, str] = {
    "pattern.empty": QT_TRANSLATE_NOOP(
        "Faults", "Write how your names look, for example {{{name_word}}} {{{number_word}}}."
    ),
    "pattern.unclosed": QT_TRANSLATE_NOOP(
        "Faults", "The brace at sign {place} is not closed: write a }} behind “{piece}”."
    ),
    "pattern.unopened": QT_TRANSLATE_NOOP("Faults", "The }} at sign {place} closes nothing: write a {{ before it."),
    "pattern.empty_field": QT_TRANSLATE_NOOP(
        "Faults", "The braces at sign {place} are empty: write what stands there, for example {{{name_word}}}."
    ),
    "pattern.unknown_field_like": QT_TRANSLATE_NOOP("Faults", "{field} means nothing here; perhaps {near} is meant."),
    "pattern.unknown_field": QT_TRANSLATE_NOOP(
        "Faults",
        "{field} means nothing here: there are {{{name_word}}}, {{{number_word}}}, {{{date_word}}} and {{{any_word}}}.",
    ),
    "pattern.nothing_between": QT_TRANSLATE_NOOP(
        "Faults",
        "Nothing stands between {first} and {second}, so nobody can tell where the one ends. Write what stands "
        "between them in your names: a space, _ or -.",
    ),
    "pattern.twice": QT_TRANSLATE_NOOP("Faults", "{field} is there twice; an animal has only one."),
    "pattern.too_many_any": QT_TRANSLATE_NOOP("Faults", "{{{any_word}}} may be there {most} times at most."),
    "pattern.nobody": QT_TRANSLATE_NOOP(
        "Faults", "Say where the name or number of the animal stands: {{{name_word}}} or {{{number_word}}}."
    ),
    "pattern.all_optional": QT_TRANSLATE_NOOP(
        "Faults", "Name and number cannot both be missing: take away one question mark."
    ),
    "pattern.slash": QT_TRANSLATE_NOOP(
        "Faults",
        "The {sign} at sign {place} does not belong there: a pattern is for one name, without the folders above.",
    ),
    "pattern.too_long": QT_TRANSLATE_NOOP("Faults", "A pattern has at most {most} signs."),
}

FIELDS = {
    "name": QT_TRANSLATE_NOOP("Faults", "name"),
    "number": QT_TRANSLATE_NOOP("Faults", "number"),
    "date": QT_TRANSLATE_NOOP("Faults", "date"),
    "any": QT_TRANSLATE_NOOP("Faults", "any"),
}
"""What a person types in braces; patterns know the words of all languages."""
