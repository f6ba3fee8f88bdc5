"""The settings dialog, made from the schema in `settings`."""

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.inference.manifest import ManifestError, load_manifest
from desktop_app.ui.dialogs.fitting import DialogBody, fit, keep_from_wheel
from desktop_app.ui.dialogs.folder_field import FolderField
from desktop_app.ui.settings import CHOICES, Settings, groups
from desktop_app.ui.wording.faults import fault_text

WIDTH = 480


def _tr(text: str | None) -> str:
    return QCoreApplication.translate("Settings", text) if text else ""


class SettingsDialog(QDialog):
    """One titled group for each group of `Settings`, one line for each of its fields.

    Attributes:
        controls: name of a field → what a person sets it with.
    """

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        self.controls: dict[str, QWidget] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 12, 16)
        outer.setSpacing(12)
        body = DialogBody(WIDTH, self)
        body.column.setSpacing(14)
        for name, group in groups().items():
            body.column.addWidget(self._group(name, group, body.inside))
        body.column.addStretch(1)
        outer.addWidget(body, 1)
        self._complaint = QLabel(self)
        self._complaint.setWordWrap(True)
        self._complaint.setProperty("complaint", True)
        self._complaint.hide()
        outer.addWidget(self._complaint)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)
        fit(self)

    def _group(self, name: str, group: type[BaseModel], parent: QWidget) -> QGroupBox:
        values = getattr(self._settings, name)
        box = QGroupBox(_tr(Settings.model_fields[name].title), parent)
        lines = QVBoxLayout(box)
        lines.setSpacing(12)
        for field_name, field in group.model_fields.items():
            lines.addLayout(self._line(field_name, field, getattr(values, field_name), box))
        return box

    def _line(self, name: str, field: FieldInfo, value: object, parent: QWidget) -> QVBoxLayout:
        control = self._control(field, value)
        control.setAccessibleName(_tr(field.title))
        control.setAccessibleDescription(_tr(field.description))
        self.controls[name] = control
        line = QVBoxLayout()
        line.setSpacing(4)
        if isinstance(control, QCheckBox):
            control.setText(_tr(field.title))
        else:
            title = QLabel(_tr(field.title), parent)
            title.setProperty("heading", True)
            title.setBuddy(control)
            line.addWidget(title)
            control.setMinimumHeight(28)
        line.addWidget(control)
        hint = QLabel(_tr(field.description), parent)
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        line.addWidget(hint)
        return line

    def settings(self) -> Settings:
        """What the dialog says now."""
        return self._settings.changed(**{name: _value(control) for name, control in self.controls.items()})

    def accept(self) -> None:
        """Close, unless the model pack is none: then say so."""
        pack = self.settings().suggestions.model_pack
        try:
            if pack:
                load_manifest(Path(pack))
        except ManifestError as error:
            self._complaint.setText(fault_text(error.fault))
            self._complaint.show()
            self.controls["model_pack"].setFocus()
            return
        super().accept()

    def _control(self, field: FieldInfo, value: Any) -> QWidget:
        if field.annotation is bool:
            box = QCheckBox(self)
            box.setChecked(value)
            return box
        if get_origin(field.annotation) is Literal:
            choices = QComboBox(self)
            for choice in get_args(field.annotation):
                choices.addItem(_tr(CHOICES[choice]), choice)
            choices.setCurrentIndex(choices.findData(value))
            keep_from_wheel(choices)
            return choices
        if field.annotation is int:
            number = QSpinBox(self)
            number.setMinimum(next(int(str(limit.ge)) for limit in field.metadata if isinstance(limit, Ge)))
            number.setMaximum(next(int(str(limit.le)) for limit in field.metadata if isinstance(limit, Le)))
            number.setSingleStep(50)
            number.setValue(value)
            keep_from_wheel(number)
            return number
        if field.annotation is str:
            extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
            return FolderField(value, _tr(str(extra.get("when_empty", ""))), self)
        raise TypeError(f"no control for a setting of type {field.annotation}")


def _value(control: QWidget) -> object:
    if isinstance(control, QCheckBox):
        return control.isChecked()
    if isinstance(control, QComboBox):
        return control.currentData()
    if isinstance(control, FolderField):
        return control.path()
    return control.value() if isinstance(control, QSpinBox) else None
