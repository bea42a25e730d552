"""The window as a whole: its title, and what is said where none can be opened."""

PROGRAM = "Mobility Timer"
NOTICE = "Notice"
NOTHING_CAME = "No file came: the program it was dragged from has ended or sent nothing."
WITHOUT_WINDOW = "Cues as text and sound: mobility-timer play ROUTINE --no-window"
NO_SCREEN = f"No screen found (neither DISPLAY nor WAYLAND_DISPLAY is set).\n{WITHOUT_WINDOW}"


def screen_silent(named: str) -> str:
    """`named` as in DISPLAY=:1."""
    return f"The screen does not answer ({named}).\n{WITHOUT_WINDOW}"


def title(page: str) -> str:
    return f"{page} - {PROGRAM}"


def does_not_answer(process: int) -> str:
    return (
        f"{PROGRAM} is open already (process {process}) and does not answer yet. "
        "If it stays silent, another window opens in a moment."
    )


def looking_into(file: str) -> str:
    return f"Looking into {file} …"


def offered_later(routine: str) -> str:
    """A later start asked for a routine while another one is open."""
    return f"{routine} is offered once you leave this routine."


def asked_for(routine: str) -> str:
    return f"You asked for {routine}. Press here to open it."


def leads_a_routine(routine: str) -> str:
    """What the later start says in the terminal."""
    return (
        f"{PROGRAM} is open already and leads a routine, which goes on. "
        f"Its window offers {routine} once that is left."
    )


def told_later(count: int) -> str:
    """While a routine plays there is room for one line only."""
    return f"{count} problems with your files. They are listed when you leave."
