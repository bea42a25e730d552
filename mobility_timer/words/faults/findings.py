"""What the checks of a motion and of a way are called, and what to change where one fails."""

from __future__ import annotations

UPPER_ARM = "upper arm"
LOOP_CLOSES = "loop closes"
JOINTS_OVER = "joints over their limits"
JOINTS = "joints"
IS_MIRROR = "other side is the mirror"
CHEST_UP = "chest to the ceiling"
PELVIS_TURNS = "pelvis turns"
PELVIS_MOVES = "pelvis moves"
ENDS_CENTRED = "ends are centred"
SHOULDERS_ANSWER = "shoulders turn against the hips"
GROUND_PASSES = "the foot that stands slides on the ground"
ONCE = "once"
NEVER = "never"
PICTURES = "pictures"
TURNS = "turns"
FOOT = "foot"
FLOOR_LIMIT = "-5 to 5 mm"
BUILD_FLOOR_LIMIT = "-10 to 10 mm"
RESULT = {True: "ok", False: "FAILS"}


def of_build(build: str, name: str) -> str:
    return f"{build}: {name}"


def of_variant(variant: str, name: str) -> str:
    return f"{variant}: {name}"


def at_least(limit: float, unit: str = "") -> str:
    return f"at least {limit:g} {unit}".rstrip()


def at_most(limit: float, unit: str) -> str:
    return f"at most {limit:g} {unit}"


def between(low: float, high: float) -> str:
    return f"{low:g} to {high:g} deg"


def shares(low: float, high: float) -> str:
    return f"{low:g} to {high:g} %"


def over(degrees: float) -> str:
    return f"{degrees:.0f} over"


def stays_on(part: str, surface: str) -> str:
    return f"{part} stays on {surface}"


def rests_on(part: str, surface: str) -> str:
    return f"{part} rests on {surface}"


def off_the_wall(part: str) -> str:
    return f"{part} off the wall"


def reach_of(part: str) -> str:
    return f"reach of {part}"


def is_straight(part: str) -> str:
    return f"{part} is straight"


def winds(part: str) -> str:
    return f"{part} winds"


def swings(part: str) -> str:
    return f"{part} is fastest on its way at"


def off_the_middle(part: str) -> str:
    return f"{part} stays off the middle"


def at_the_end(joint: str) -> str:
    return f"{joint} at the end"


def off_the_floor(joint: str) -> str:
    return f"{joint} off the floor"


def sole_tilts(part: str) -> str:
    return f"sole of {part} tilts"


def rolls_off(part: str) -> str:
    return f"{part} rolls off its sole"


def heading(part: str) -> str:
    return f"{part} heading"


def lowest_at(phase: float) -> str:
    return f"lowest vertex at {phase:.2f}"


def off_the_floor_at(phase: float) -> str:
    return f"off the floor at {phase:.2f}"


def joint_at(joint: str, phase: float) -> str:
    return f"{joint} at {phase:.2f}"


def fastest_turn(bone: str, phase: float) -> str:
    return f"fastest turn, {bone} at {phase:.2f}"


def inside_at(part: str, other: str, phase: float) -> str:
    return f"{part} in {other} at {phase:.2f}"


FILLS = "the figure fills the picture's height"


def moves_across(part: str) -> str:
    return f"{part} moves across the picture"


def off_the_line_of_sight(part: str, phase: str) -> str:
    within = f" in “{phase}”" if phase else ""
    return f"{part}{within} moves off the line of sight"


def is_seen_at(part: str, phase: float) -> str:
    return f"{part} is seen at {phase:.2f}"


def nothing_bears(from_s: float | None) -> str:
    where = "" if from_s is None else f" at {from_s:.2f} s"
    return f"nothing bears the weight{where}"


def off_its_base(at_s: float) -> str:
    return f"weight off its base at {at_s:.2f} s"


def lowest_at_second(at_s: float) -> str:
    return f"{lowest_at(at_s)} s"


def inside_at_second(part: str, other: str, at_s: float) -> str:
    return f"{inside_at(part, other, at_s)} s"


def over_its_limit(joint: str, at_s: float) -> str:
    return f"{joint} over its limit at {at_s:.2f} s"


def fastest_joint(bone: str, at_s: float) -> str:
    return f"fastest joint, {bone} at {at_s:.2f} s"


def slips(part: str, at_s: float) -> str:
    return f"{part} slips at {at_s:.2f} s"


def less(degrees: str) -> str:
    return f"take {degrees} degrees off it in the keys near that phase"


LOOK_AT_SHEET = "look at that phase on its sheet"
ADVICE = (
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
    (r"knee_\S+ off the floor", "lower the knee: more swivel, or a lower pelvis"),
    (r"chest to the ceiling", "turn the chest and the pelvis farther up at these phases"),
    (r"pelvis (turns|moves)", "give the pelvis the same values at every key"),
    (r"sole of \S+ tilts", "take lift, pitch and roll out of the foot at these phases"),
    (r"\S+ rolls off its sole", "let the knee drop less far, or give the foot `flatten: 1`"),
    (r"\S+ heading", "set the foot's yaw for this variant"),
    (r"\S+ is fastest on its way at", "give it keys at its two ends only, with `ease: sine`"),
    (r"shoulders turn against the hips", "turn chest and pelvis opposite ways at these keys"),
    (r"the foot that stands slides .+", "move it back at the speed at which the ground passes"),
    (r"ends are centred", "begin without turn or side, both legs and both arms alike"),
)  # fmt: skip
"""What to change, by the form of the check's name; the first that fits is meant."""
