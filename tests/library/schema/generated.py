"""Files of drills and routines made at random: sound ones, and ones with one thing wrong."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

SIDES = ("each", "alternate", "both")
POSITIONS = ("standing", "kneeling", "sitting", "lying", "prone", "side-lying")
LINES = ("Stand tall", "Heels down, knees out", "踵を床に", "Slowly", 7, "yes")


def drill(lots: Random) -> dict[str, Any]:
    """A drill that is sound on its own."""
    kind = lots.choice(("reps", "hold", "steps", "distance", "open", "within", "typed"))
    keys: dict[str, Any] = {"name": lots.choice(LINES), "position": lots.choice(POSITIONS)}
    sides = lots.choice(SIDES) if kind in ("reps", "steps") else lots.choice(("each", "both"))
    if sides != "both" or lots.random() < 0.2:
        keys["sides"] = sides
    if sides != "both":
        keys["side_means"] = "the leg that moves"
        _maybe(lots, keys, switch="Other {side}", side_says="{other} up", order=["right", "left"])
    keys["dose"] = _dose(lots, kind, sides)
    if kind in ("reps", "steps", "open", "typed") or lots.random() < 0.3:
        keys["tempo"] = {"lift": lots.choice((1, 1.5, "2 s", "0:03")), "lower": _phase(lots)}
    if lots.random() < 0.3 and not _says_its_sets(keys["dose"]):
        keys[lots.choice(("sets", "rounds"))] = lots.choice((1, 3, "3x", "2 sets"))
    _maybe(
        lots,
        keys,
        short="Short",
        targets=["ankles", "hips"],
        needs=["mat", "two bands"],
        setup=["One.", "Two."],
        cues=["Up", "Down"],
        notes=lots.choice(("One line", ["One", "Two"])),
        pain="Stop above 3 of 10",
        grows=lots.choice((True, False)),
        rest=lots.choice((0, 30, 1.5, "1:30", "2 min", "1,5")),
        gaps={"setup": 10, "side": "0:05"},
        motion="calf-stretch",
        feel="The calf",
        variants=[{"id": "a-1", "name": "One", "says": "one"}],
    )
    return _shuffled(lots, keys)


def _says_its_sets(dose: Any) -> bool:
    """Whether sets beside it may differ, which no schema can tell."""
    return isinstance(dose, str) or any(isinstance(it, list | dict) for it in dose.values())


def _phase(lots: Random) -> Any:
    return lots.choice((2, {"seconds": 2, "breath": "out"}, {"seconds": "0:02", "cue": "Down"}))


def _dose(lots: Random, kind: str, sides: str) -> Any:
    even = sides == "alternate"
    amounts = [8, "12 reps"] if even else [5, 9, "10 reps", "7 times"]
    if sides == "each":
        amounts += [[6, 4], {"left": 8, "right": 11}, {"left": [8, 6], "right": [9, 7]}]
    if kind == "typed":
        sound = ("3x30 s", "1:30", "20 m", "max", "as long as you can", "3 x 10 m", "2'")
        return lots.choice(
            (*sound, "3\u00d710", "10\u201312", "1m30s", "2m05", "3 \u00d7 30\u201345 s")
        )
    if kind in ("open", "within"):
        dose: dict[str, Any] = {"reps": "max"}
        if kind == "within":
            dose["in"] = lots.choice((60, "1:30", "30 s"))
        return dose
    if kind == "distance":
        return {"distance": lots.choice((20, "400 m", 1000))} | ({"in": 30} if even else {})
    dose = {kind: lots.choice((30, "0:45", "2 min")) if kind == "hold" else lots.choice(amounts)}
    if lots.random() < 0.3 and not isinstance(dose[kind], list | dict):
        dose["range"] = lots.choice(
            ([20, 60], "20\u201360") if kind == "hold" else ([4, 20], "4-20")
        )
    return dose


def entry(lots: Random) -> Any:
    if lots.random() < 0.3:
        return "calf-raises"
    keys: dict[str, Any] = {"drill": "hip-cars"}
    key = lots.choice(("reps", "hold", "steps", "distance", ""))
    if key:
        keys[key] = {"hold": 30, "distance": "20 m"}.get(key, lots.choice((5, [6, 4], "max")))
    _maybe(
        lots,
        keys,
        rest="0:30",
        tempo={"lift": 1.5},
        order=["left"],
        variants=["forward"],
        gaps={"side": 5},
        notes="Slowly",
    )
    if lots.random() < 0.3 and not isinstance(keys.get(key), list):
        keys[lots.choice(("sets", "rounds"))] = 2
    return _shuffled(lots, keys)


def routine(lots: Random) -> dict[str, Any]:
    keys: dict[str, Any] = {"name": lots.choice(LINES), "drills": [entry(lots)]}
    for _ in range(lots.randrange(3)):
        keys["drills"].append(_part(lots))
    _maybe(
        lots,
        keys,
        summary="One line",
        rounds=lots.choice((1, 2, "3x")),
        rest=lots.choice((30, "1 min")),
        per_week=lots.choice((3, "3-4", [3, 4])),
        per_day=2,
        pain="Stop above 3 of 10",
        wait_for_me=True,
        language="pt-br",
        **{"for": ["rest day", "any time"]},
    )
    return _shuffled(lots, keys)


def _part(lots: Random) -> Any:
    match lots.randrange(5):
        case 0:
            return {"rest": 30}
        case 1:
            return {"rounds": 2, "rest": "0:30", "drills": [entry(lots), {"rest": 5}, entry(lots)]}
        case 2:
            return {"one_of": [entry(lots), drill(lots)]}
        case 3:
            return drill(lots)
    return entry(lots)


def spoilt(lots: Random, kind: str, keys: dict[str, Any]) -> dict[str, Any]:
    """The file with one thing wrong in it."""
    wrong: list[dict[str, Any]] = [
        {"nmae": "Misspelt"},
        {"name": ["a", "list"]},
        {"name": "long " * 20},
        {"rest": -1},
        {"rest": "soon"},
        {"rest": 601},
        {"rounds": 11, "sets": None},
        {"rounds": 2.5, "sets": None},
    ]
    if kind == "drill":
        wrong += [
            {"position": "upside down"},
            {"sides": "some"},
            {"dose": {"reps": 101}},
            {"dose": {"hold": 2}},
            {"dose": {"reps": 5, "hold": 30}},
            {"dose": "a few"},
            {"dose": None},
            {"dose": {"reps": 10}, "tempo": None},
            {"tempo": {"two words": 1}},
            {"tempo": {"lift": 0.1}},
            {"tempo": {}},
            {"sets": 2, "rounds": 2},
            {"grows": "perhaps"},
            {"targets": ["ankles", "ankles"]},
            {"targets": ["elbows"]},
            {"cues": ["x"] * 2},
            {"variants": [{"id": "Big", "name": "One", "says": "one"}]},
            {"variants": [{"id": "a", "name": "One"}]},
            {"gaps": {"setup": 301}},
            {"gaps": {"middle": 1}},
            {"side_says": "{leg} up", "sides": "each", "side_means": "leg"},
            {"sides": "each", "side_means": None, "dose": {"hold": 30}},
            {"sides": "both", "switch": "Legs", "dose": {"hold": 30}},
        ]
    else:
        wrong += [
            {"drills": []},
            {"drills": None},
            {"drills": "calf-raises"},
            {"drills": [{"drill": "a", "reps": 5, "hold": 30}]},
            {"drills": [{"drill": "a", "sets": 2, "rounds": 2}]},
            {"drills": [{"reps": 5}]},
            {"drills": [{"drill": "a", "resp": 5}]},
            {"drills": [{"drill": "a", "order": ["up"]}]},
            {"drills": [{"one_of": ["a"]}]},
            {"drills": ["a", {"rounds": 2, "drills": []}]},
            {"drills": ["a", {"rounds": 2, "drills": [{"rounds": 2, "drills": ["a"]}]}]},
            {"drills": ["a", {"rest": "long"}]},
            {"for": ["tea time"]},
            {"per_week": 8},
            {"per_week": "often"},
            {"wait_for_me": 3},
        ]
    changes = lots.choice(wrong)
    return {key: value for key, value in {**keys, **changes}.items() if value is not None}


def files(count: int, seed: int) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """So many files: the kind, what is in it, and whether it is sound."""
    lots = Random(seed)
    for number in range(count):
        kind = "drill" if number % 2 else "routine"
        keys = drill(lots) if kind == "drill" else routine(lots)
        sound = lots.random() < 0.5
        yield kind, keys if sound else spoilt(lots, kind, keys), sound


def _maybe(lots: Random, keys: dict[str, Any], **others: Any) -> None:
    keys.update({key: value for key, value in others.items() if lots.random() < 0.25})


def _shuffled(lots: Random, keys: dict[str, Any]) -> dict[str, Any]:
    names = list(keys)
    lots.shuffle(names)
    return {name: keys[name] for name in names}
