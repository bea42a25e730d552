from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies._internal.core import DataObject

from mobility_timer import files
from mobility_timer.library.faults import Fault, FileFaults
from mobility_timer.library.reading.reader import parse, read_drill, read_routine
from mobility_timer.library.schema.kinds import kind_of
from mobility_timer.library.tree.document import read_document
from mobility_timer.routine.dose import Dose, Unit
from mobility_timer.routine.model import (
    Breath,
    Drill,
    Occasion,
    Origin,
    Phase,
    Position,
    Routine,
    Side,
    Sides,
    Variant,
)
from mobility_timer.settings import ToneSet
from tests.sample_drills import TEXTS, drills

LEAST = "name: Mine\nposition: standing\n"


def drill(text: str) -> Drill:
    return read_drill(text, "mine.yaml", Origin.USER)


def routine(entries: str, head: str = "name: Mine\n") -> Routine:
    return read_routine(f"{head}drills:\n{entries}", "folder/mine.yaml", Origin.USER, drills())


def fault_of(read: Callable[..., Drill | Routine], *args: str) -> Fault:
    with pytest.raises(FileFaults) as raised:
        read(*args)
    (fault,) = raised.value.faults
    return fault


def test_a_drill_says_what_its_file_says() -> None:
    circles = drills()["circles"]
    assert circles.id == "circles"
    assert circles.name == "Standing circles"
    assert circles.spoken == "standing circles"
    assert circles.short == "Standing"
    assert circles.position is Position.STANDING
    assert circles.dose == Dose(Unit.REPS, 5, 3, 10)
    assert circles.sides is Sides.EACH
    assert circles.order == (Side.LEFT, Side.RIGHT)
    assert circles.tempo == (Phase("lift", 1200), Phase("lower", 2000, Breath.OUT, "Slowly"))
    assert circles.variants == (
        Variant("forward", "Forward", "forward circles"),
        Variant("reverse", "Reverse", "reverse the circle", ("lower", "lift")),
    )
    assert circles.motion == "hip-cars"
    assert circles.origin is Origin.BUNDLED


def test_the_least_of_a_drill_is_a_name_a_position_and_a_dose() -> None:
    least = drill(LEAST + "dose: {hold: 20}\n")
    assert least.dose == Dose(Unit.SECONDS, 20, 20, 20)
    assert (least.short, least.sides, least.tempo) == ("Mine", Sides.BOTH, ())


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Fourteen chars", "Fourteen chars"),
        ("Two words too long", "Two words too"),
        ("x" * 20, "x" * 13 + "…"),
    ],
)
def test_a_label_is_made_from_the_name(name: str, short: str) -> None:
    assert drill(f"name: {name}\nposition: standing\ndose: {{hold: 20}}\n").short == short


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("30", 30), ("0:30", 30), ("1:30", 90), ("'1:30'", 90), ("10:00", 600), ("90.0", 90)],
)
def test_a_duration_is_what_a_person_thinks(written: str, seconds: int) -> None:
    assert drill(LEAST + f"dose: {{hold: {written}}}\n").dose.amount == seconds
    assert drill(LEAST + f"dose: {{hold: 20}}\nrest: {written}\n").rest_ms == seconds * 1000


@pytest.mark.parametrize(
    ("written", "ms"), [("0.2", 200), ("1.25", 1250), ("1", 1000), ("60", 60_000)]
)
def test_a_phase_is_in_milliseconds(written: str, ms: int) -> None:
    tempo = drill(LEAST + f"dose: {{reps: 5}}\ntempo: {{lift: {written}}}\n").tempo
    assert tempo == (Phase("lift", ms),)


@pytest.mark.parametrize(
    "key",
    [
        "dose: {reps: 100}",
        "dose: {reps: 1}",
        "dose: {hold: 5}",
        "dose: {hold: '30:00'}",
        "rounds: 10",
    ],
)
def test_the_ends_of_the_bounds_are_inside(key: str) -> None:
    dose = "" if key.startswith("dose") else "dose: {hold: 20}\n"
    tempo = "tempo: {lift: 1}\n" if "reps" in key else ""
    assert drill(f"{LEAST}{dose}{key}\n{tempo}")


@pytest.mark.parametrize(
    "key",
    [
        "dose: {reps: 101}",
        "dose: {reps: 0}",
        "dose: {reps: -1}",
        "dose: {reps: 1_0}",
        "dose: {reps: 0x10}",
        "dose: {reps: \u0661\u0660}",
        "dose: {hold: 4}",
        "dose: {hold: 30:01}",
        "dose: {hold: 1:60}",
        "dose: {hold: .inf}",
        "rounds: 0",
        "rounds: 11",
        "rest: 10:01",
        "rest: 1e3",
        "rest: nan",
    ],
)
def test_what_is_out_of_bounds_is_refused(key: str) -> None:
    rest = "" if key.startswith("dose") else "dose: {hold: 20}\n"
    tempo = "tempo: {lift: 1}\n" if "reps" in key else ""
    fault_of(drill, f"{LEAST}{rest}{key}\n{tempo}")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "true"),
        ("on", "true"),
        ("no", "false"),
        ("off", "false"),
    ],
)
def test_a_switch_is_true_or_false_and_nothing_is_guessed(written: str, meant: str) -> None:
    assert fault_of(drill, LEAST + f"dose: {{hold: 20}}\ngrows: {written}\n").try_ == meant


@pytest.mark.parametrize(
    ("written", "try_"), [("010", "10"), ("+5", "5"), ("8.0", "8"), ("ten", "10"), ("on", "")]
)
def test_a_number_that_is_none_says_what_to_write(written: str, try_: str) -> None:
    text = LEAST + f"dose: {{reps: {written}}}\ntempo: {{lift: 1}}\n"
    assert fault_of(drill, text).try_ == try_


@pytest.mark.parametrize(
    ("written", "try_"),
    [
        ("1:5", "1:05"),
        (".5", "0.5"),
        ("x", "30 or 0:30"),
    ],
)
def test_a_time_that_is_none_says_what_to_write(written: str, try_: str) -> None:
    assert fault_of(drill, LEAST + f"dose: {{hold: 20}}\nrest: '{written}'\n").try_ == try_


def test_words_of_yaml_are_only_words() -> None:
    mine = drill("name: on\nfeel: no\nwatch: 2024-01-01\nposition: standing\ndose: {hold: 20}\n")
    assert (mine.name, mine.feel, mine.watch) == ("on", "no", "2024-01-01")


def test_a_drill_may_begin_on_the_right_or_do_one_side_only() -> None:
    sides = "dose: {hold: 20}\nsides: each\nside_means: the leg that is back\n"
    assert drill(f"{LEAST}{sides}order: [right, left]\n").order == (Side.RIGHT, Side.LEFT)
    assert drill(f"{LEAST}{sides}order: [left]\n").order == (Side.LEFT,)


def test_a_routine_says_what_its_file_says() -> None:
    head = (
        "name: Mine\nsummary: Two drills.\nfor: [rest day, any time]\nrounds: 2\nrest: 0:30\n"
        "wait_for_me: true\nget_ready: 20\nvoice: gmw/de\nlanguage: de-AT\n"
        "tones: low\nsingle_beep: true\nsource: me\n"
    )
    mine = routine("  - circles\n  - still\n", head)
    assert mine.id == "mine"
    assert mine.occasions == (Occasion.REST_DAY, Occasion.ANY_TIME)
    assert (mine.rounds, mine.rest_ms, mine.wait_for_me) == (2, 30_000, True)
    assert mine.get_ready_ms == 20_000
    assert (mine.voice, mine.language) == ("gmw/de", "de-at")
    assert (mine.tones, mine.single_beep) == (ToneSet.LOW, True)
    assert mine.drills == (drills()["circles"], drills()["still"])
    assert mine.origin is Origin.USER


def test_an_entry_says_what_differs() -> None:
    (mine,) = routine(
        "  - {drill: circles, reps: 8, tempo: {lower: 3}, rounds: 2, rest: 10, sides: alternate,"
        " order: [right, left], variants: [reverse], gaps: {setup: 20, side: 8, variant: 4}}\n"
    ).drills
    usual = drills()["circles"]
    assert mine.dose == Dose(Unit.REPS, 8, 3, 10)
    assert mine.tempo == (usual.tempo[0], Phase("lower", 3000, Breath.OUT, "Slowly"))
    assert (mine.rounds, mine.rest_ms) == (2, 10_000)
    assert (mine.sides, mine.order) == (Sides.ALTERNATE, (Side.RIGHT, Side.LEFT))
    assert mine.variants == (usual.variants[1],)
    assert (mine.setup_gap_ms, mine.side_gap_ms, mine.variant_gap_ms) == (20_000, 8_000, 4_000)


def test_a_hold_may_be_longer_in_a_routine() -> None:
    assert routine("  - {drill: still, hold: '1:30'}\n").drills[0].dose.amount == 90


def test_a_drill_may_be_written_out_in_a_routine() -> None:
    mine, usual = routine(
        "  - name: My own drill!\n    position: lying\n    dose: {hold: 20}\n  - still\n"
    ).drills
    assert (mine.id, mine.origin, mine.position) == ("my-own-drill", Origin.USER, Position.LYING)
    assert usual.origin is Origin.BUNDLED


def test_a_missing_drill_is_named_with_its_place_and_the_one_that_was_meant() -> None:
    fault = fault_of(routine, "  - still\n  - drill: circels\n    reps: 5\n")
    assert str(fault) == (
        'folder/mine.yaml:4:12: no drill "circels": expected a drill\'s id: '
        "the name of its file without .yaml, try circles"
    )
    assert fault_of(routine, "  - Knee switches\n").try_ == "switches"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("name: a\ndrills: [x]\n", "routine"),
        ("name: a\nsumary: x\nwait_for_me: true\ndrils: [x]\n", "routine"),
        ("name: a\nposition: standing\ndose: {hold: 20}\n", "drill"),
        ("gibberish: 1\n", "drill"),
    ],
)
def test_the_keys_tell_a_routine_from_a_drill(text: str, kind: str) -> None:
    root, _ = read_document(text, "a.yaml")
    assert isinstance(root.value, dict)
    assert kind_of(list(root.value)) == kind


@pytest.mark.parametrize("path", sorted(files.routines().rglob("*.yaml")), ids=lambda p: p.stem)
def test_a_text_with_windows_line_ends_reads_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    kind = "drill" if path.parent.name == "drills" else "routine"
    dos = parse(text.replace("\n", "\r\n"), "a.yaml", kind)
    assert dos == parse(text, "a.yaml", kind)


@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_file_that_lost_a_line_is_read_or_refused(id: str, data: DataObject) -> None:
    lines = TEXTS[id].strip().splitlines(keepends=True)
    lost = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
    said = ""
    try:
        read_drill("".join(lines), "a.yaml", Origin.USER)
    except FileFaults as faults:
        said = str(faults)
    needed = lost.startswith(("name:", "position:", "dose:"))
    assert not needed or f'"{lost.partition(":")[0]}" is missing' in said


@pytest.mark.parametrize(
    ("means", "said"),
    [
        ("the leg that moves", "Switch legs"),
        ("the foot on the ball", "Switch feet"),
        ("the arm that opens", "Switch arms"),
        ("the side that the knees drop to", "Switch sides"),
    ],
)
def test_a_change_of_side_is_said_by_its_limb_where_the_drill_says_nothing(
    means: str, said: str
) -> None:
    text = f"name: A\nposition: standing\nsides: each\ndose: {{hold: 30}}\nside_means: {means}\n"
    assert read_drill(text, "a.yaml", Origin.USER).switch == said
    own = read_drill(f"{text}switch: Turn round\n", "a.yaml", Origin.USER)
    assert own.switch == "Turn round"


def test_rests_in_a_row_are_one_as_long_as_both() -> None:
    text = "name: R\ndrills: [still, {rest: 30}, {rest: 0:20}, circles]\n"
    first, second = read_routine(text, "r.yaml", Origin.USER, drills()).drills
    assert (first.rest_after_ms, second.rest_after_ms) == (50_000, None)
