"""The settings dialog, made from the schema in `settings`."""

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Le
from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.inference.manifest import ManifestError, load_manifest
from desktop_app.ui.dialogs.fitting import DialogBody, fit
from desktop_app.ui.dialogs.folder_field import FolderField
from desktop_app.ui.settings import CHOICES, Settings
from desktop_app.ui.wording.faults import fault_text


def _tr(text: str | None) -> str:
    return QCoreApplication.translate("Settings", text) if text else ""


class SettingsDialog(QDialog):
    """One line for each field of `Settings`."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings"))
        self._settings = settings
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 18, 12, 16)
        outer.setSpacing(12)
        body = DialogBody(460, self)
        outer.addWidget(body, 1)
        layout = body.column
        layout.setSpacing(16)
        self.controls: dict[str, QWidget] = {}
        for name, field in Settings.model_fields.items():
            control = self._control(field, getattr(settings, name))
            control.setAccessibleName(_tr(field.title))
            control.setAccessibleDescription(_tr(field.description))
            self.controls[name] = control
            both = QVBoxLayout()
            both.setSpacing(4)
            if isinstance(control, QCheckBox):
                control.setText(_tr(field.title))
            else:
                title = QLabel(_tr(field.title), self)
                title.setProperty("heading", True)
                title.setBuddy(control)
                both.addWidget(title)
                control.setMinimumHeight(28)
            both.addWidget(control)
            hint = QLabel(_tr(field.description), self)
            hint.setProperty("quiet", True)
            hint.setWordWrap(True)
            both.addWidget(hint)
            layout.addLayout(both)
        layout.addStretch(1)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self._complaint = QLabel(self)
        self._complaint.setWordWrap(True)
        self._complaint.setProperty("complaint", True)
        self._complaint.hide()
        outer.addWidget(self._complaint)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        outer.addWidget(buttons)
        fit(self)

    def settings(self) -> Settings:
        """What the dialog says now."""
        return Settings.model_validate({name: _value(control) for name, control in self.controls.items()})

    def accept(self) -> None:
        """Close, unless the model pack is none: then say so."""
        pack = self.settings().model_pack
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
            return choices
        if field.annotation is int:
            number = QSpinBox(self)
            number.setMinimum(next(int(str(limit.ge)) for limit in field.metadata if isinstance(limit, Ge)))
            number.setMaximum(next(int(str(limit.le)) for limit in field.metadata if isinstance(limit, Le)))
            number.setSingleStep(50)
            number.setValue(value)
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
