"""What is said where keywords could not be written."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

SIDECAR_SENTENCES: dict[str, str] = {
    "sidecar.not_xmp": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} is not XMP that can be read, and was left as it is. Have the program that wrote it write it again, or "
        "move it away.",
    ),
    "sidecar.bomb": QT_TRANSLATE_NOOP(
        "Faults", "{file} is made to fill the memory of whoever reads it, and was left as it is. Delete it."
    ),
    "sidecar.too_large": QT_TRANSLATE_NOOP(
        "Faults", "{file} is too long for what it should be, and was left as it is."
    ),
    "sidecar.strange": QT_TRANSLATE_NOOP(
        "Faults",
        "{file} holds keywords in a form that nothing can be added to, and was left as it is. Have the program that "
        "wrote it write it again.",
    ),
    "sidecar.changed": QT_TRANSLATE_NOOP(
        "Faults", "{file} was changed by another program in the meantime and was left as it is. Export again."
    ),
    "sidecar.read_only": QT_TRANSLATE_NOOP(
        "Faults", "{file} is write-protected and was left as it is. Take the protection away and export again."
    ),
    "sidecar.no_file": QT_TRANSLATE_NOOP(
        "Faults", "{file} is no file, so no keywords were written there. Move it away and export again."
    ),
    "sidecar.is_photo": QT_TRANSLATE_NOOP(
        "Faults", "{file} is a photo of this session, and photos are never written to. Choose another folder."
    ),
    "sidecar.other_file": QT_TRANSLATE_NOOP(
        "Faults", "{file} is there already and shows another photo. It was left as it is; choose another folder."
    ),
    "sidecar.unreadable": QT_TRANSLATE_NOOP(
        "Faults", "{file} cannot be read: {detail}. No keywords were written for it."
    ),
}
