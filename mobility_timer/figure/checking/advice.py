"""What to change in a motion when one of its checks fails."""

from __future__ import annotations

import re
from typing import Final

from mobility_timer.figure.checking.finding import Finding

_ADVICE: Final = (
    (r"loop closes", "leave out the key at 1, or give it the values of the key at 0"),
    (r"\S+ stays on .+", "give it one place as long as the contact lasts, or a shorter `during`"),
    (r"\S+ off the wall", "leave out its way across the wall, which the wall gives; stand closer"),
    (r"reach of \S+", "bring its place closer, move the pelvis towards it, or straighten it less"),
    (r"lowest vertex at .+", "raise what is lowest at that phase: pelvis z, or the limb's flex"),
    (r"off the floor at .+", "lower the pelvis at that phase, or add a contact on the floor"),
    (r"\S+ rests on .+", "turn the trunk or the limb until it can lie there, or drop the contact"),
    (r"joints over their limits", "mend the joints in the lines above"),
    (r"fastest turn, .+", "give it more time: keys farther apart, a longer phase or `seconds`"),
    (r".+ in .+ at .+", "move the two apart at that phase: abduct, swivel or another place"),
    (r"other side is the mirror", "give nothing a place that only one side has"),
    (r"\S+ is straight", "take the bend out at these phases, or move what its end touches away"),
    (r"\S+ winds", "let the keys go once round, with `ease: smooth` and no way back"),
    (r"\S+ stays off the middle", "make the circle wider on its narrow side"),
    (r"knee_\S+ at the end", "bend the knee to 90 degrees at these phases"),
    (r"knee_\S+ off the floor", "lower the knee: more hip rotation or abduct, or a lower pelvis"),
    (r"chest to the ceiling", "turn the chest and the pelvis farther up at these phases"),
    (r"pelvis (turns|moves)", "give the pelvis the same values at every key"),
    (r"sole of \S+ tilts", "take lift, pitch and roll out of the foot at these phases"),
    (r"\S+ heading", "set the foot's yaw for this variant"),
    (r"ends are centred", "begin without turn or side, both legs and both arms alike"),
)  # fmt: skip
_OVER: Final = re.compile(r"\d+ over")
_LOOK: Final = "look at that phase on its sheet"


def advice(finding: Finding) -> str:
    """What to change so that a finding that fails comes to hold."""
    name = finding.name.rpartition(": ")[2]
    if _OVER.fullmatch(finding.limit):
        return f"take {finding.limit.split()[0]} degrees off it in the keys near that phase"
    return next((said for form, said in _ADVICE if re.fullmatch(form, name)), _LOOK)
