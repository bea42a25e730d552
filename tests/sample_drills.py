"""Drill files for the tests of this room."""

from mobility_timer.library.reading.reader import read_drill
from mobility_timer.routine.model import Drill, Origin

TEXTS = {
    "circles": """
name: Standing circles
targets: [hips]
muscles: [hip rotators]
position: standing
needs: [wall]
sides: each
side_means: the leg that moves
variants:
  - {id: forward, name: Forward, says: forward circles}
  - {id: reverse, name: Reverse, says: reverse the circle, phases: [lower, lift]}
dose: {reps: 5, range: [3, 10]}
tempo: {lift: 1.2, lower: {seconds: 0:02, cue: Slowly, breath: out}}
motion: hip-cars
""",
    "switches": """
name: Knee switches
targets: [hips]
position: sitting
needs: [mat]
sides: alternate
side_means: the side the knees drop to
dose: {reps: 10, range: [6, 20]}
tempo: {drop: 1, pause: 0.5, lift: 1}
motion: hip-switches
""",
    "still": """
name: Standing still
targets: [feet]
position: standing
dose: {hold: "0:30", range: [20, "1:00"]}
""",
    "one-sided-hold": """
name: Long stretch
targets: [calves]
muscles: [calf]
position: standing
sides: each
side_means: the leg that is back
dose: {hold: 30, range: [20, 60]}
motion: calf-stretch
""",
}


def drills() -> dict[str, Drill]:
    return {id: read_drill(text, f"{id}.yaml", Origin.BUNDLED) for id, text in TEXTS.items()}
