"""What is said where a photo cannot be read. It stands beside the photo's name, in lists and in tables."""

from desktop_app.i18n.marks import QT_TRANSLATE_NOOP

PHOTO_SENTENCES: dict[str, str] = {
    "file.empty": QT_TRANSLATE_NOOP("Faults", "The file is empty."),
    "file.gone": QT_TRANSLATE_NOOP("Faults", "The file is not there: it was moved, renamed or deleted."),
    "file.forbidden": QT_TRANSLATE_NOOP("Faults", "You may not read this file: ask whoever owns it for permission."),
    "file.in_use": QT_TRANSLATE_NOOP(
        "Faults",
        "Another program uses this file and lets nobody else read it: close it there, then try again.",
    ),
    "file.folder": QT_TRANSLATE_NOOP("Faults", "This is a folder, not a photo."),
    "file.device": QT_TRANSLATE_NOOP("Faults", "This is a device or a pipe, not a photo."),
    "file.broken_link": QT_TRANSLATE_NOOP("Faults", "This is a link to a file that is not there."),
    "file.link_loop": QT_TRANSLATE_NOOP("Faults", "This link leads in a circle, back to itself."),
    "file.name_too_long": QT_TRANSLATE_NOOP(
        "Faults",
        "The file's name is too long for this system: give it a shorter one.",
    ),
    "file.name_unusable": QT_TRANSLATE_NOOP(
        "Faults",
        "The file's name cannot be used on this system: give it another one.",
    ),
    "file.disk_error": QT_TRANSLATE_NOOP(
        "Faults",
        "The disk or card reports an error on this file: copy it again from where it came from.",
    ),
    "file.too_long": QT_TRANSLATE_NOOP("Faults", "The file is longer than {megabytes} MB: that is no photo."),
    "file.unreadable": QT_TRANSLATE_NOOP("Faults", "The file cannot be read ({detail})."),
    "photo.cut_short": QT_TRANSLATE_NOOP(
        "Faults",
        "This file is cut short: only part of the photo is there. Copy it again from where it came from.",
    ),
    "photo.damaged": QT_TRANSLATE_NOOP(
        "Faults",
        "The photo is damaged and cannot be shown. Copy it again from where it came from.",
    ),
    "photo.too_many_layers": QT_TRANSLATE_NOOP(
        "Faults",
        "The photo is damaged: it claims to be stored in far too many layers.",
    ),
    "photo.no_pixels": QT_TRANSLATE_NOOP("Faults", "The photo has no pixels: its width or height is zero."),
    "photo.too_large": QT_TRANSLATE_NOOP(
        "Faults",
        "The photo is too large: {width} by {height} pixels, more than {most} megapixels. Save it in a smaller size.",
    ),
    "photo.out_of_memory": QT_TRANSLATE_NOOP(
        "Faults",
        "There is not enough memory for this photo: close other programs, or save it in a smaller size.",
    ),
    "photo.bomb": QT_TRANSLATE_NOOP("Faults", "The file unpacks to far more than a photo needs, so it was not opened."),
    "photo.decoder_stopped": QT_TRANSLATE_NOOP(
        "Faults",
        "The decoder stopped at this photo, which is damaged. Copy it again from where it came from, or open it in "
        "another program and save it as JPEG.",
    ),
    "photo.decoder_too_long": QT_TRANSLATE_NOOP(
        "Faults",
        "The decoder was still busy with this photo after {seconds} seconds and was stopped. Copy it again from where "
        "it came from, or open it in another program and save it as JPEG.",
    ),
    "photo.decoder_not_started": QT_TRANSLATE_NOOP(
        "Faults",
        "What reads photos of this kind could not be started ({detail}). Close other programs, start Pawsort again and "
        "try this photo again.",
    ),
    "photo.ended_pawsort_twice": QT_TRANSLATE_NOOP(
        "Faults",
        "Pawsort ended twice while it looked at this photo, so it was put aside. Copy it again from where it came "
        "from, or let unreadable photos be tried again.",
    ),
    "photo.damaged_kind": QT_TRANSLATE_NOOP(
        "Faults",
        "The file begins like {kind} but is damaged or cut short. Copy it again from where it came from.",
    ),
    "photo.other_kind": QT_TRANSLATE_NOOP("Faults", "This is not a photo; it looks like {kind}."),
    "photo.export_first": QT_TRANSLATE_NOOP(
        "Faults",
        "This is {kind}, which Pawsort cannot read: export it as JPEG with the program or camera it comes from, "
        "and add the JPEG.",
    ),
    "photo.unknown_kind": QT_TRANSLATE_NOOP(
        "Faults",
        "This is not a photo, or one of a kind that Pawsort does not know.",
    ),
    "photo.said": "{words}",
}

KINDS: dict[str, str] = {
    "jpeg": QT_TRANSLATE_NOOP("Faults", "a JPEG photo"),
    "png": QT_TRANSLATE_NOOP("Faults", "a PNG photo"),
    "webp": QT_TRANSLATE_NOOP("Faults", "a WebP photo"),
    "gif": QT_TRANSLATE_NOOP("Faults", "a GIF picture"),
    "heic": QT_TRANSLATE_NOOP("Faults", "a HEIC photo"),
    "avif": QT_TRANSLATE_NOOP("Faults", "an AVIF photo"),
    "bmp": QT_TRANSLATE_NOOP("Faults", "a BMP picture"),
    "tiff": QT_TRANSLATE_NOOP("Faults", "a TIFF picture"),
    "jpeg2000": QT_TRANSLATE_NOOP("Faults", "a JPEG 2000 picture"),
    "pdf": QT_TRANSLATE_NOOP("Faults", "a PDF document"),
    "film": QT_TRANSLATE_NOOP("Faults", "a film"),
    "zip": QT_TRANSLATE_NOOP("Faults", "a ZIP archive or an office document"),
    "svg": QT_TRANSLATE_NOOP("Faults", "a drawing (SVG)"),
    "html": QT_TRANSLATE_NOOP("Faults", "a web page"),
    "postscript": QT_TRANSLATE_NOOP("Faults", "a PostScript document"),
    "raw": QT_TRANSLATE_NOOP("Faults", "a raw photo of a camera"),
    "burst": QT_TRANSLATE_NOOP("Faults", "a series of photos in one file"),
    "layers": QT_TRANSLATE_NOOP("Faults", "a picture with layers, of Photoshop or GIMP"),
    "jxl": QT_TRANSLATE_NOOP("Faults", "a JPEG XL photo"),
    "other_picture": QT_TRANSLATE_NOOP("Faults", "a picture of a rare kind"),
    "document": QT_TRANSLATE_NOOP("Faults", "a document"),
    "sound": QT_TRANSLATE_NOOP("Faults", "a sound"),
    "program": QT_TRANSLATE_NOOP("Faults", "a program"),
    "database": QT_TRANSLATE_NOOP("Faults", "a database or a Pawsort session"),
    "shortcut": QT_TRANSLATE_NOOP("Faults", "a shortcut, which only leads to another file"),
    "side_file": QT_TRANSLATE_NOOP("Faults", "a file of notes that a system or another program keeps beside photos"),
}
