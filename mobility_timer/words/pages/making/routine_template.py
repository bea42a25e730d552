"""The routine that `mobility-timer new` writes, for a person to change."""

ROUTINE = """\
# yaml-language-server: $schema={schema}
# A routine of your own. What follows a # is a comment; remove the # to use the line.
# All keys: https://github.com/mobility-timer/mobility-timer/blob/main/docs/routines.md
name: {name}
# summary: One line on what it is for.
# for: [before a run, after a run, rest day, short of time, sitting long, any time]
# per_week: 3-4
# pain: Stop above 3 of 10
# rounds: 2
# rest: 1:00

drills:
  # A drill that comes with the program, by its id: mobility-timer list shows the routines,
  # and their files name the drills.
  - calf-raises

  # One with a dose of its own; three sets, say, and a minute of rest after each.
  - drill: hip-cars
    reps: 6
    # sets: 3
    # rest: 1:00
    # order: [right]        # one side only
    # notes: What you were told.

  # A rest on its own.
  # - rest: 0:30

  # A superset: both in turn, three times.
  # - rounds: 3
  #   rest: 1:00
  #   drills: [lunges, glute-bridges]

  # One of these, another one on another day.
  # - one_of: [low-squats, lunges]

  # A drill of your own.
  - name: Wall sit
    position: standing
    needs: [wall]
    dose: {{hold: 30, range: [20, 60]}}   # or {{reps: 10}}, {{reps: max, in: 60}}, {{steps: 20}}
    # tempo: {{down: 2, up: 1}}           # the seconds of a rep, for a dose in reps
    stance: Back against the wall, knees bent.
    cues: [Keep breathing]
"""
