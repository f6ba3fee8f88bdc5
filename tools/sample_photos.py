"""Draws pictures of dogs that are free to show: for screenshots, and for trying Pawsort without photos.

`python tools/sample_photos.py FOLDER` writes them as JPEG. Real photos may not be passed on: none is in this project.
"""

import os
import random
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGuiApplication, QImage, QLinearGradient, QPainter, QPainterPath, QPen

PORTRAIT, LANDSCAPE = (900, 1200), (1200, 900)


@dataclass(frozen=True)
class Dog:
    """How one drawn dog looks.

    Attributes:
        name: of the file.
        coat, ears, muzzle: colours.
        ear_shape: "pointed", "floppy", "long" or "folded".
        patch: colour of a patch over one eye; empty for none.
        fluffy: whether the outline is of curls.
        scene: what is behind: "meadow", "sofa", "beach", "kennel", "snow" or "wood".
        upright: whether the picture was taken upright.
        tongue: whether it shows.
        looks_like: the breeds that whoever drew it had in mind, each with its share, best first. The model knows
            photos and says "no dog" to drawings, rightly; screenshots show these instead.
    """

    name: str
    coat: str
    ears: str
    muzzle: str
    ear_shape: str
    patch: str = ""
    fluffy: bool = False
    scene: str = "meadow"
    upright: bool = False
    tongue: bool = False
    looks_like: str = ""

    def shares(self) -> list[tuple[str, float]]:
        """The breeds (ids) and their shares, best first."""
        pairs = (pair.split() for pair in self.looks_like.split(", "))
        return [(breed_id, float(share)) for breed_id, share in pairs]


DOGS = (
    Dog(
        "Bella",
        "#d9a05b",
        "#c2843b",
        "#f1d9b5",
        "floppy",
        scene="meadow",
        tongue=True,
        looks_like="n02099601 0.71, n02099712 0.17, n02100735 0.04, n02102318 0.03, n02101556 0.02",
    ),
    Dog(
        "Rocky",
        "#3b332e",
        "#2b2522",
        "#b5793f",
        "pointed",
        scene="kennel",
        upright=True,
        looks_like="n02107142 0.64, n02106550 0.19, n02105412 0.08, n02107312 0.04, n02087046 0.02",
    ),
    Dog(
        "Luna",
        "#f4f0ea",
        "#8a5a34",
        "#ffffff",
        "long",
        patch="#8a5a34",
        scene="sofa",
        looks_like="n02086240 0.38, n02088364 0.31, n02101388 0.12, n02089973 0.09, n02102177 0.05",
    ),
    Dog(
        "Max",
        "#f3efe8",
        "#e9e3d8",
        "#fffaf2",
        "folded",
        fluffy=True,
        scene="meadow",
        tongue=True,
        looks_like="n02113624 0.58, n02085936 0.22, n02098286 0.06, n02098413 0.05, n02113712 0.04",
    ),
    Dog(
        "Nala",
        "#8b5a33",
        "#70451f",
        "#c99a6a",
        "long",
        scene="wood",
        upright=True,
        looks_like="n02102318 0.66, n02102480 0.18, n02100583 0.07, n02099849 0.04, n02088466 0.02",
    ),
    Dog(
        "Filou",
        "#c8ccd0",
        "#5d6670",
        "#ffffff",
        "pointed",
        patch="#5d6670",
        scene="snow",
        looks_like="n02110185 0.83, n02110063 0.12, n02109961 0.03, n02111889 0.01, n02106166 0.01",
    ),
    Dog(
        "Kira",
        "#e0bd8b",
        "#3a2c24",
        "#3a2c24",
        "folded",
        scene="sofa",
        upright=True,
        looks_like="n02110958 0.94, n02108422 0.03, n02108915 0.01, n02096585 0.01, n02112706 0.01",
    ),
    Dog(
        "Oskar",
        "#2f2b2a",
        "#242120",
        "#2f2b2a",
        "floppy",
        fluffy=True,
        scene="beach",
        looks_like="n02113799 0.47, n02105505 0.16, n02097298 0.12, n02105056 0.09, n02106382 0.06",
    ),
    Dog(
        "Emma",
        "#b9622a",
        "#a2511d",
        "#f4e6d6",
        "pointed",
        scene="meadow",
        upright=True,
        tongue=True,
        looks_like="n02113023 0.55, n02112018 0.2, n02110806 0.12, n02115641 0.06, n02085620 0.03",
    ),
    Dog(
        "Bruno",
        "#7d7f85",
        "#66686e",
        "#8f9197",
        "floppy",
        scene="kennel",
        looks_like="n02092339 0.89, n02109047 0.05, n02100583 0.02, n02093256 0.01, n02087394 0.01",
    ),
    Dog(
        "Mia",
        "#efe2cd",
        "#d8b98c",
        "#fff8ee",
        "long",
        fluffy=True,
        scene="sofa",
        looks_like="n02102318 0.35, n02113712 0.33, n02085936 0.1, n02098413 0.09, n02086240 0.06",
    ),
    Dog(
        "Charlie",
        "#ffffff",
        "#22201f",
        "#ffffff",
        "folded",
        patch="#22201f",
        scene="beach",
        tongue=True,
        looks_like="n02106166 0.61, n02110341 0.14, n02096051 0.1, n02087046 0.05, n02089973 0.04",
    ),
    Dog(
        "Ronja",
        "#a87445",
        "#8c5a2f",
        "#d9b48a",
        "floppy",
        scene="wood",
        looks_like="n02099712 0.42, n02099849 0.29, n02087394 0.13, n02099601 0.08, n02100583 0.04",
    ),
    Dog(
        "Balu",
        "#4a3527",
        "#38281d",
        "#6a4c37",
        "floppy",
        fluffy=True,
        scene="snow",
        upright=True,
        looks_like="n02111277 0.52, n02113799 0.2, n02099267 0.11, n02105505 0.06, n02102973 0.04",
    ),
)

SCENES = {
    "meadow": (("#bfe3f2", "#e6f4f3"), ("#8fbf6b", "#5f9447")),
    "beach": (("#a9d8ef", "#dff1f7"), ("#ead9b0", "#d3bb85")),
    "snow": (("#c9d6e3", "#eef3f7"), ("#ffffff", "#dfe7ee")),
    "wood": (("#7f9a76", "#a9bd97"), ("#8a6f4d", "#6b5336")),
    "sofa": (("#e8ddd0", "#f3ece3"), ("#5b8a94", "#43717b")),
    "kennel": (("#cfc9c0", "#e3ded7"), ("#a9a49b", "#8b867e")),
}


def draw_scene(painter: QPainter, width: int, height: int, scene: str, luck: random.Random) -> None:
    """Paint what is behind the dog."""
    above, below = SCENES[scene]
    horizon = height * 0.58
    for colours, top, bottom in ((above, 0.0, horizon), (below, horizon, float(height))):
        shade = QLinearGradient(0, top, 0, bottom)
        shade.setColorAt(0, QColor(colours[0]))
        shade.setColorAt(1, QColor(colours[1]))
        painter.fillRect(QRectF(0, top, width, bottom - top), shade)
    painter.setPen(Qt.PenStyle.NoPen)
    if scene == "kennel":
        painter.setPen(QPen(QColor("#8f8a83"), width * 0.012))
        for place in range(1, 12):
            painter.drawLine(QPointF(width * place / 12, 0), QPointF(width * place / 12, horizon))
    elif scene == "sofa":
        painter.setBrush(QColor("#4d7d88"))
        painter.drawRoundedRect(QRectF(width * 0.04, height * 0.3, width * 0.92, height * 0.5), 60, 60)
    elif scene in ("meadow", "wood"):
        for _ in range(7):
            size = width * luck.uniform(0.12, 0.26)
            tree = QColor("#6d9a5c" if scene == "meadow" else "#55704a")
            tree.setAlpha(luck.randint(90, 170))
            painter.setBrush(tree)
            painter.drawEllipse(QPointF(width * luck.random(), horizon - size * 0.3), size, size * 0.8)
    else:
        painter.setBrush(QColor(255, 255, 255, 190))
        for _ in range(4):
            at = QPointF(width * luck.random(), horizon * luck.uniform(0.15, 0.6))
            painter.drawEllipse(at, width * 0.12, height * 0.03)


def outline(centre: QPointF, across: float, down: float, curls: int) -> QPainterPath:
    """An ellipse, or a cloud of curls around one."""
    path = QPainterPath()
    path.addEllipse(centre, across, down)
    for place in range(curls):
        point = path.pointAtPercent(place / curls) if place else QPointF(centre.x() + across, centre.y())
        curl = QPainterPath()
        curl.addEllipse(point, across * 0.22, down * 0.22)
        path = path.united(curl)
    return path


def draw_ears(painter: QPainter, dog: Dog, centre: QPointF, unit: float) -> None:
    """Paint both ears."""
    painter.setBrush(QColor(dog.ears))
    for side in (-1, 1):
        painter.save()
        painter.translate(centre.x() + side * unit * 0.72, centre.y() - unit * 0.55)
        painter.scale(side, 1)
        ear = QPainterPath()
        if dog.ear_shape == "pointed":
            ear.moveTo(-unit * 0.45, unit * 0.15)
            ear.quadTo(unit * 0.05, -unit * 0.9, unit * 0.2, -unit * 0.75)
            ear.quadTo(unit * 0.4, -unit * 0.2, unit * 0.25, unit * 0.45)
        else:
            length = {"floppy": 1.05, "long": 1.6, "folded": 0.62}[dog.ear_shape]
            ear.moveTo(-unit * 0.3, -unit * 0.15)
            ear.cubicTo(unit * 0.35, -unit * 0.4, unit * 0.6, unit * 0.2, unit * 0.45, unit * length)
            ear.cubicTo(unit * 0.25, unit * (length + 0.2), -unit * 0.02, unit * length * 0.7, -unit * 0.1, unit * 0.3)
        ear.closeSubpath()
        painter.drawPath(ear)
        painter.restore()


def draw_face(painter: QPainter, dog: Dog, centre: QPointF, unit: float) -> None:
    """Paint head, muzzle, eyes and nose."""
    head = outline(centre, unit, unit * 0.95, 14 if dog.fluffy else 0)
    painter.setBrush(QColor(dog.coat))
    painter.drawPath(head)
    if dog.patch:
        patch = QPainterPath()
        patch.addEllipse(centre + QPointF(unit * 0.42, -unit * 0.2), unit * 0.46, unit * 0.5)
        painter.setBrush(QColor(dog.patch))
        painter.drawPath(patch.intersected(head))
    painter.setBrush(QColor(dog.muzzle))
    painter.drawPath(outline(centre + QPointF(0, unit * 0.42), unit * 0.52, unit * 0.42, 10 if dog.fluffy else 0))
    for side in (-1, 1):
        eye = centre + QPointF(side * unit * 0.4, -unit * 0.14)
        painter.setBrush(QColor("#2a1d14"))
        painter.drawEllipse(eye, unit * 0.125, unit * 0.14)
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(eye + QPointF(-unit * 0.04, -unit * 0.05), unit * 0.04, unit * 0.04)
    if dog.tongue:
        painter.setBrush(QColor("#e07a85"))
        painter.drawRoundedRect(
            QRectF(centre.x() - unit * 0.14, centre.y() + unit * 0.58, unit * 0.28, unit * 0.42),
            unit * 0.14,
            unit * 0.14,
        )
    nose = centre + QPointF(0, unit * 0.24)
    painter.setBrush(QColor("#1e1a19"))
    painter.drawEllipse(nose, unit * 0.17, unit * 0.13)
    painter.setPen(QPen(QColor("#1e1a19"), unit * 0.045, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(nose + QPointF(0, unit * 0.1), nose + QPointF(0, unit * 0.28))
    for side in (-1, 1):
        mouth = QPainterPath(nose + QPointF(0, unit * 0.28))
        mouth.quadTo(nose + QPointF(side * unit * 0.16, unit * 0.42), nose + QPointF(side * unit * 0.32, unit * 0.28))
        painter.drawPath(mouth)
    painter.setPen(Qt.PenStyle.NoPen)


def draw_dog(dog: Dog, shot: int = 0) -> QImage:
    """The whole picture.

    Args:
        dog: whom it shows.
        shot: which of the pictures of the dog: after the first one it is elsewhere, nearer or farther, its head held
            to one side.
    """
    luck = random.Random(f"{dog.name} {shot}" if shot else dog.name)
    upright = luck.random() < 0.4 if shot else dog.upright
    width, height = PORTRAIT if upright else LANDSCAPE
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_scene(painter, width, height, luck.choice(list(SCENES)) if shot else dog.scene, luck)
    unit = min(width, height) * (luck.uniform(0.15, 0.3) if shot else luck.uniform(0.2, 0.26))
    centre = QPointF(width * luck.uniform(0.4, 0.6), height * luck.uniform(0.4, 0.47))
    if shot:
        painter.translate(centre)
        painter.rotate(luck.uniform(-9, 9))
        painter.translate(-centre)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 40))
    painter.drawEllipse(QPointF(centre.x(), centre.y() + unit * 2.35), unit * 1.5, unit * 0.25)
    body = outline(centre + QPointF(0, unit * 1.55), unit * 1.05, unit * 1.05, 16 if dog.fluffy else 0)
    shade = QLinearGradient(centre.x() - unit, 0, centre.x() + unit, 0)
    shade.setColorAt(0, QColor(dog.coat))
    shade.setColorAt(1, QColor(dog.coat).darker(118))
    painter.setBrush(QBrush(shade))
    painter.drawPath(body)
    painter.setBrush(QColor(dog.muzzle))
    painter.drawEllipse(centre + QPointF(0, unit * 1.6), unit * 0.55, unit * 0.75)
    # Of whatever picture: the collar is the dog's.
    painter.setBrush(QColor("#c0392b" if random.Random(dog.name).random() < 0.5 else "#2c6fa6"))
    painter.drawRoundedRect(QRectF(centre.x() - unit * 0.72, centre.y() + unit * 0.82, unit * 1.44, unit * 0.2), 20, 20)
    if dog.ear_shape == "pointed":
        draw_ears(painter, dog, centre, unit)
        draw_face(painter, dog, centre, unit)
    else:
        draw_face(painter, dog, centre, unit)
        draw_ears(painter, dog, centre, unit)
    painter.end()
    return image


def write_sample_photos(folder: Path) -> list[Path]:
    """Draw all dogs into `folder`; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, dog in enumerate(DOGS, start=1):
        file = folder / f"{number:02} {dog.name}.jpg"
        if not draw_dog(dog).save(str(file), quality=90):
            raise OSError(f"{file} cannot be written")
        files.append(file)
    return files


def write_animal_photos(folder: Path, dogs: Mapping[str, int]) -> dict[str, list[Path]]:
    """Draw several pictures of some dogs, each dog's into a folder as shelters name them.

    Args:
        folder: gets their folders.
        dogs: the name of each → how many pictures.

    Returns:
        name → the files, in order.
    """
    files: dict[str, list[Path]] = {}
    for number, (name, count) in enumerate(dogs.items()):
        dog = next(dog for dog in DOGS if dog.name == name)
        own = folder / f"2026-05 {name} A{1200 + number}"
        own.mkdir(parents=True)
        files[name] = [own / f"IMG_{4711 + 10 * number + shot:04}.jpg" for shot in range(count)]
        for shot, file in enumerate(files[name]):
            if not draw_dog(dog, shot).save(str(file), quality=90):
                raise OSError(f"{file} cannot be written")
    return files


if __name__ == "__main__":
    application = QGuiApplication.instance() or QGuiApplication([])
    for written in write_sample_photos(Path(sys.argv[1])):
        print(written)
