"""Tables as people and programs write them: read by the app, and for training (labels, mappings, boxes, splits)."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.fuzzing.example import Example, Kind
from desktop_app.tables import TableError, read_table
from desktop_app.workbooks.apart import WorkbookError, rows_of_workbook

FORMS = ("bytes", "lines", "lines", "lines")
PACKED = "packed"
PHOTOS = {f"photos/{name}.jpg": b"a photo" for name in ("a", "b", "c")}
LABELS = b'path,label\nphotos/a.jpg,beagle\nphotos/b.jpg,"pit bull"\nphotos/c.jpg,n02088364-beagle\n'
EXCEL = "photo;race\nphotos/a.jpg;épagneul\nphotos/b.jpg;beagle\n".encode("cp1252").replace(b"race", b"breed")
SPLIT = (
    b"# pawsort split 1\n# kind: study\n# seed: 3\n# data_sha256: abc\n# photos: training 1\n"
    b"path,label,side\na.jpg,beagle,training\nb.jpg,beagle,validation\n"
)


def _data_error() -> tuple[type[Exception], ...]:
    from training.datasets.photos import DataError

    return (DataError,)


def _reader(read: str) -> Callable[[Path], object]:
    def read_for_training(file: Path) -> object:
        from training.datasets import breeds, duplicates, readers, splits

        if read == "labels":
            return readers.read_data(file)
        if read == "kaggle":
            return readers.read_data(file.parent)
        if read == "mapping":
            return breeds.read_mapping(file)
        if read == "boxes":
            return duplicates.read_boxes(file)
        split = splits.read_split(file)
        return (split, split.counts())

    return read_for_training


def _split() -> list[Example]:
    from training.datasets.splits import FORMAT

    content = SPLIT.replace(b"pawsort split 1", FORMAT.encode())
    return [Example({"split.csv": content}, "split.csv")]


def _kaggle() -> list[Example]:
    files = {"labels.csv": b"id,breed\na,beagle\nb,kelpie\n", "train/a.jpg": b"a", "train/b.jpg": b"b"}
    return [Example(files, "labels.csv")]


def _of(name: str, *contents: bytes, **others: bytes) -> Callable[[], list[Example]]:
    return lambda: [Example({name: content, **others}, name) for content in contents]


def _parts() -> dict[str, str]:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    relation = '<Relationship Id="r{}" Type="' + office + '/{}" Target="{}"/>'
    return {
        "_rels/.rels": relations.format(relation.format(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{namespace}" xmlns:r="{office}"><workbookPr date1904="0"/>'
        '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations.format(
            relation.format(1, "worksheet", "sheet.xml")
            + relation.format(2, "styles", "styles.xml")
            + relation.format(3, "sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{namespace}">'
        '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yy"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{namespace}"><si><t>path</t></si>'
        "<si><r><t>la</t></r><r><t>bel</t></r></si></sst>",
        "xl/sheet.xml": f'<worksheet xmlns="{namespace}"><dimension ref="A1:B2"/><sheetData>'
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>a_x000D_.jpg</t></is></c><c r="B2" s="1"><v>46350.5</v></c></row>'
        '<row r="3"><c t="b"><v>1</v></c><c t="str"><f>A1</f><v>pug</v></c></row></sheetData></worksheet>',
    }


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """Not compressed, so that what is spoilt is what is read, and not how it is packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return file.getvalue()


def _workbook() -> list[Example]:
    return [Example({"a.xlsx": _packed({name: text.encode() for name, text in _parts().items()})}, "a.xlsx")]


def _workbook_part() -> list[Example]:
    """Spoilt before it is packed: an archive says of nearly all else that it is not what was written."""
    parts = {f"{PACKED}/{name}": text.encode() for name, text in _parts().items()}
    return [Example(parts, name) for name in parts]


def _read_part(file: Path) -> object:
    folder = next(parent for parent in file.parents if parent.name == PACKED)
    parts = {each.relative_to(folder).as_posix(): each for each in sorted(folder.rglob("*")) if each.is_file()}
    content = _packed({name: each.read_bytes() for name, each in parts.items()})
    return list(rows_of_workbook(content, file.name))


KINDS = {
    "workbook": Kind(_workbook, read_table, lambda: (TableError,), ("bytes",)),
    "workbook_part": Kind(_workbook_part, _read_part, lambda: (WorkbookError,), ("bytes",)),
    "table": Kind(
        _of("a.csv", LABELS, EXCEL, "a\tb\r\n1\té\r\n".encode("utf-16"), b"sep=;\r\n# x\r\na;b\r\n1;2\r\n"),
        read_table,
        lambda: (TableError,),
        FORMS,
    ),
    "table_of_labels": Kind(
        lambda: [Example({"a.csv": content, **PHOTOS}, "a.csv") for content in (LABELS, EXCEL)],
        _reader("labels"),
        _data_error,
        FORMS,
    ),
    "kaggle": Kind(_kaggle, _reader("kaggle"), _data_error, FORMS),
    "mapping": Kind(_of("m.csv", b"theirs,ours\nbeagle,beagle\nmutt,\n"), _reader("mapping"), _data_error, FORMS),
    "boxes": Kind(_of("b.csv", b"file,x,y,w,h\na.jpg,1,2,30,40\n"), _reader("boxes"), _data_error, FORMS),
    "split": Kind(_split, _reader("split"), _data_error, FORMS),
}
