"""What the frozen app runs before anything else, PyInstaller's own start-up included."""

from desktop_app.no_telemetry import switch_off

switch_off()
