"""What a drag or the clipboard offers, out of Qt's hands."""

from PySide6.QtCore import QMimeData

from desktop_app.catalog.offered import COPIED_FILES, URI_LIST, Offered


def offered_by(data: QMimeData) -> Offered:
    """What a drag or the clipboard has for us; the bytes of addresses as the other program wrote them."""
    formats = {name: bytes(data.data(name).data()) for name in (URI_LIST, *COPIED_FILES) if data.hasFormat(name)}
    urls = [bytes(url.toEncoded().data()).decode() for url in data.urls()] if data.hasUrls() else []
    return Offered(formats, urls, data.text() if data.hasText() else "", data.hasImage())
