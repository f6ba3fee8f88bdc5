"""What the window is made of and where its parts stand; how they work together, `MainWindow` knows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.jobs.pictures import Editions, PictureLoader
from desktop_app.ui.controllers.alike import AlikeController
from desktop_app.ui.controllers.animal_naming import AnimalNamingController
from desktop_app.ui.controllers.files import FileActions
from desktop_app.ui.controllers.grouping import GroupingController
from desktop_app.ui.controllers.history import HistoryController
from desktop_app.ui.controllers.importing import ImportController
from desktop_app.ui.controllers.labelling import LabellingController
from desktop_app.ui.controllers.learning import LearningController
from desktop_app.ui.controllers.measuring import MeasuringController
from desktop_app.ui.controllers.picks import PicksController
from desktop_app.ui.controllers.picture_feeds import LargePictureFeed
from desktop_app.ui.controllers.presence import PresenceController
from desktop_app.ui.controllers.rescuing import RescueActions
from desktop_app.ui.controllers.review import ReviewController
from desktop_app.ui.controllers.same_dog import SameDogController
from desktop_app.ui.controllers.screens import Screens
from desktop_app.ui.controllers.session import SessionController
from desktop_app.ui.controllers.why import WhyController
from desktop_app.ui.filters.sidebar import FilterSidebar
from desktop_app.ui.gallery.collection import PhotoCollection
from desktop_app.ui.gallery.delegate import PhotoDelegate
from desktop_app.ui.gallery.header import GalleryHeader
from desktop_app.ui.gallery.model import GalleryModel
from desktop_app.ui.gallery.pictures import Pictures
from desktop_app.ui.gallery.view import GalleryView
from desktop_app.ui.gallery.zooming import DogZoom
from desktop_app.ui.look.focus import Coverable
from desktop_app.ui.look.shown_page import ShownPage
from desktop_app.ui.review.panel import LEAST_WIDTH, ReviewPanel
from desktop_app.ui.review.preview import LargePreview
from desktop_app.ui.settings import Settings, WindowState
from desktop_app.ui.window.action_set import ActionSet
from desktop_app.ui.window.drop import DropWindow
from desktop_app.ui.window.keeping_bar import KeepingBar
from desktop_app.ui.window.message_bar import MessageBar
from desktop_app.ui.window.rename_bar import RenameBar
from desktop_app.ui.window.services import Services
from desktop_app.ui.window.status import StatusBar
from desktop_app.ui.window.welcome import WelcomePage
from desktop_app.ui.wording.keyboards import Keyboard

if TYPE_CHECKING:
    from desktop_app.ui.window.actions import WindowActions
    from desktop_app.ui.window.dogs import DogActions
    from desktop_app.ui.window.messages import WindowMessages
    from desktop_app.ui.window.taught_photos import TaughtPhotos

LEAST_HEIGHT = 20


class WindowParts(DropWindow):
    """The parts by name."""

    services: Services
    settings: Settings
    state: WindowState
    keyboard: Keyboard

    collection: PhotoCollection
    model: GalleryModel
    pictures: Pictures
    editions: Editions
    small_loader: PictureLoader
    large_loader: PictureLoader
    review_loader: PictureLoader
    dog_loader: PictureLoader
    zoom: DogZoom

    session: SessionController
    labelling: LabellingController
    measuring: MeasuringController
    learning: LearningController
    grouping: GroupingController
    presence: PresenceController
    files: FileActions
    rescuing: RescueActions
    review: ReviewController
    picks: PicksController
    history: HistoryController
    animal_naming: AnimalNamingController
    importing: ImportController
    alike: AlikeController
    same_dog: SameDogController
    why: WhyController
    taught: "TaughtPhotos"
    dogs: "DogActions"
    feed: LargePictureFeed

    window_actions: "WindowActions"
    screens: Screens
    actions_by_name: ActionSet
    welcome: WelcomePage
    pages: QStackedWidget
    splitter: QSplitter
    header: GalleryHeader
    gallery: GalleryView
    sidebar: FilterSidebar
    panel: ReviewPanel
    preview: LargePreview
    messages: MessageBar
    keeping_bar: KeepingBar
    rename_bar: RenameBar
    status: StatusBar

    window_messages: "WindowMessages"

    def show_page(self) -> None:
        """Show the screen that is chosen; without photos, the first page."""
        raise NotImplementedError

    def build_widgets(self) -> None:
        """Make everything that is seen, and put it in its place."""
        name_of = self.services.breeds.name
        self.model = GalleryModel(self.collection, name_of, self)
        middle = QWidget(self)
        delegate = PhotoDelegate(self.pictures, name_of, middle, self.zoom)
        self.gallery = GalleryView(self.model, delegate, self.pictures, middle)
        self.header = GalleryHeader(middle)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.gallery, 1)
        self.sidebar = FilterSidebar(self.collection, name_of, self)
        self.panel = ReviewPanel(self.services.breeds, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        for place, widget in enumerate((self.sidebar, middle, self.panel)):
            self.splitter.addWidget(widget)
            self.splitter.setStretchFactor(place, int(widget is middle))
        self.panel.setMinimumWidth(LEAST_WIDTH)
        # On a low screen, messages above the photos are read first.
        self.gallery.setMinimumHeight(LEAST_HEIGHT)
        self.sidebar.setMinimumHeight(LEAST_HEIGHT)
        self.welcome = WelcomePage(self)
        self.pages = ShownPage(self)
        self.pages.addWidget(self.welcome)
        self.messages = MessageBar(self)
        central = Coverable(self)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.rename_bar = RenameBar(self.session.rename, central)
        layout.addWidget(self.rename_bar)
        self.keeping_bar = KeepingBar(central)
        layout.addWidget(self.keeping_bar)
        layout.addWidget(self.messages)
        layout.addWidget(self.pages, 1)
        self.setCentralWidget(central)
        self.preview = central.cover = LargePreview(central)
        # The arrow keys go on moving in it.
        self.preview.setFocusProxy(self.gallery)
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
