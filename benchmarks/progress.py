"""How long the page Progress takes to have its numbers, with few and with very many sessions.

`python benchmarks/progress.py` fills two databases and reads both in turn.
"""

import random
import sqlite3
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from mobility_timer.personal.history.database import open_database
from mobility_timer.personal.history.progress import progress

TODAY = date(2026, 5, 8)
DRILLS = ("ankle-matrix", "calf-stretch", "hip-cars", "hip-switches", "open-books", "low-squats")


def fill(connection: sqlite3.Connection, sessions: int, per_day: float, seed: int = 1) -> None:
    """Sessions of five drills up to today, `per_day` of them a day."""
    chance = random.Random(seed)
    connection.execute("BEGIN")
    for number in range(sessions):
        day = (TODAY - timedelta(days=int(number / per_day))).isoformat()
        connection.execute(
            "INSERT INTO sessions VALUES (?, ?, 'ankles-and-hips', 'Ankles and hips', 'rest day',"
            " ?, ?, ?, ?, 'finished', 10, '', '')",
            (number + 1, str(number), day, day, day, chance.randint(300_000, 700_000)),
        )
        connection.executemany(
            "INSERT INTO sets VALUES (?, 1, ?, 1, ?, '', ?, ?, ?, ?, 'reps', ?, 10, 'done', '')",
            [
                (number + 1, at, side, day, day, drill, drill, chance.randint(8, 10))
                for at, drill in enumerate(chance.sample(DRILLS, 5))
                for side in ("left", "right")
            ],
        )
    connection.execute("COMMIT")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for sessions in (100, 100_000):
            made[sessions] = open_database(Path(folder) / f"{sessions}.db")
            fill(made[sessions], sessions, per_day=100_000 / 3_650 if sessions > 100 else 1)
        spent: dict[int, list[float]] = {sessions: [] for sessions in made}
        for _ in range(15):
            for sessions, connection in made.items():
                start = time.perf_counter()
                progress(connection, TODAY)
                spent[sessions].append(1000 * (time.perf_counter() - start))
        for sessions, times in spent.items():
            print(
                f"{sessions:>7} sessions: {statistics.median(times):6.1f} ms, {max(times):.1f} most"
            )
            made[sessions].close()


if __name__ == "__main__":
    main()
