"""What the settings say of the model reaches the job that suggests."""

from desktop_app.app import _model_of
from desktop_app.ui.settings import Settings


def test_care_is_a_setting_and_off() -> None:
    assert _model_of(Settings())[1:] == ("auto", False)
    assert _model_of(Settings.of(careful=True, provider="cpu"))[1:] == ("cpu", True)
