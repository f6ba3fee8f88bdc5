"""What is said where a memory cannot be used or kept."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

MEMORY_SENTENCES: dict[str, str] = {
    "memory.gone": QT_TRANSLATE_NOOP(
        "Faults", "{file} does not exist. It may have been moved or renamed; look for it and choose it there."
    ),
    "memory.unreadable": QT_TRANSLATE_NOOP(
        "Faults", "{file} cannot be read ({detail}). Check who may read it, or copy it to a folder of your own."
    ),
    "memory.none": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is neither a memory nor a Pawsort session. Choose a file that ends in .pawsort-memory, or a session.",
    ),
    "memory.damaged": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is damaged: {detail}. Nothing of it was used. Copy it again from where it came, or write it again from "
        "its sessions (pawsort memory).",
    ),
    "memory.newer": QT_TRANSLATE_NOOP(
        "Faults", "{file} was written by a newer Pawsort. Install the newest Pawsort to use it."
    ),
    "memory.too_large": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is too large: a memory has at most {labels} labels of {breeds} breeds. Make one of fewer sessions.",
    ),
    "memory.no_labels": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: there is nothing to learn from. Label photos for which Pawsort has made suggestions, then try again.",
    ),
    "memory.other_pack": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: this memory was made with the pack {made_with}; the pack in use is {in_use}. Use the pack with which "
        "it was made, or make it again from its sessions after the pack in use has made its suggestions there.",
    ),
    "memory.several_packs": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: this memory was made with the pack {made_with}, the others with {in_use}. Memories of several packs "
        "cannot be combined; write one for each pack.",
    ),
    "memory.no_suggestions": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: Pawsort has not made suggestions for its photos yet. Open it and wait for them, or label its folder "
        "with --session, then try again.",
    ),
    "memory.no_pack": QT_TRANSLATE_NOOP(
        "Faults",
        "{file}: its suggestions are those of the pack {made_with}, which is not the one that comes with Pawsort. Name "
        "the folder of that pack (--model), or let the pack in use make its suggestions first.",
    ),
    "memory.no_embeddings": QT_TRANSLATE_NOOP(
        "Faults",
        "The pack {in_use} does not tell what photos look like (it has no embedding), so that nothing can be learned "
        "with it. Choose another pack.",
    ),
    "memory.width": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} does not fit the pack {in_use}: its embeddings have {found} numbers instead of {wanted}. Nothing of it "
        "was used. Write it again from its sessions (pawsort memory).",
    ),
    "memory.too_many": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} was not taken: {count} memories are in use already. Remove one that is not needed, or combine several "
        "into one (pawsort memory).",
    ),
    "memory.no_room": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} was not taken: memories in use may have {megabytes} MB together. Remove one that is not needed.",
    ),
    "memory.not_kept": QT_TRANSLATE_NOOP(
        "Faults", "{file} cannot be written ({detail}). Free some space, or check who may write there, then try again."
    ),
}

MEMORY_DETAILS: dict[str, str] = {
    "memory.cut_short": QT_TRANSLATE_NOOP("Faults", "a part of it is missing"),
    "memory.changed": QT_TRANSLATE_NOOP("Faults", "some of it is not as it was written"),
    "memory.sizes": QT_TRANSLATE_NOOP("Faults", "its parts do not have the sizes that it tells"),
    "memory.members": QT_TRANSLATE_NOOP("Faults", "something is in it that does not belong there, or is missing"),
    "memory.description": QT_TRANSLATE_NOOP("Faults", "what it says of itself is no description of a memory"),
    "memory.breed_names": QT_TRANSLATE_NOOP("Faults", "a name of a breed cannot be one"),
    "memory.arrays": QT_TRANSLATE_NOOP("Faults", "its numbers have another form than it tells"),
    "memory.numbers": QT_TRANSLATE_NOOP("Faults", "numbers in it are none, or infinite"),
    "memory.kinds": QT_TRANSLATE_NOOP("Faults", "a label in it is of no kind that there is"),
    "memory.breed_places": QT_TRANSLATE_NOOP("Faults", "a label in it names breeds that it cannot name"),
    "memory.pack_words": QT_TRANSLATE_NOOP("Faults", "what the pack is to have said of a photo cannot be"),
    "memory.units": QT_TRANSLATE_NOOP("Faults", "a label in it belongs to no animal that can be"),
}
"""What is wrong with a memory, within a sentence; as `REASONS`."""
