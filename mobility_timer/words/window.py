"""The window as a whole: its title, and what is said where none can be opened."""

PROGRAM = "Mobility Timer"
NOTICE = "Notice"
NO_SCREEN = (
    "No screen found (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
    "Cues as text and sound: mobility-timer play ROUTINE --no-window"
)


def title(page: str) -> str:
    return f"{page} - {PROGRAM}"
