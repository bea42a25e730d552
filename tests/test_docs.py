"""The documents: decisions are numbered once, links lead somewhere, the map names every room."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("*/*.md")))
DECISIONS = sorted(ROOT.glob("docs/adr/*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
ELSEWHERE = ("https:", "http:", "mailto:")


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def _anchors(document: Path) -> set[str]:
    lines = document.read_text(encoding="utf-8").splitlines()
    return {_anchor(line.lstrip("#")) for line in lines if line.startswith("#")}


def _dead_links(document: Path) -> list[str]:
    dead = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if link.startswith(ELSEWHERE):
            continue
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            dead.append(link)
    return dead


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document: Path) -> None:
    assert _dead_links(document) == []


def test_a_dead_link_is_noticed(tmp_path: Path) -> None:
    document = tmp_path / "a.md"
    document.write_text("# Here\n[a](b.md) [b](#here) [c](#there) [d](a.md)\n", encoding="utf-8")
    assert _dead_links(document) == ["b.md", "#there"]


def test_decisions_are_numbered_from_one_on_and_once_each() -> None:
    numbers = [int(path.name.partition("-")[0]) for path in DECISIONS]
    assert numbers == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.name)
def test_a_decision_begins_with_the_number_of_its_file(decision: Path) -> None:
    number = int(decision.name.partition("-")[0])
    assert decision.read_text(encoding="utf-8").startswith(f"# {number}. ")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_decision_is_named_by_its_number(document: Path) -> None:
    named = re.findall(r"\[ADR (\d+)\]\((?:adr/)?(\d+)-", document.read_text(encoding="utf-8"))
    assert [link for link in named if int(link[0]) != int(link[1])] == []


def test_the_map_names_every_room() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## The map")[2]
    named = set(re.findall(r"`mobility_timer/(\w+)(?:\.py)?`", text))
    package = ROOT / "mobility_timer"
    modules = {path.stem for path in package.iterdir() if path.suffix == ".py"} - {"__init__"}
    folders = {path.parent.name for path in package.glob("*/__init__.py")}
    assert named == modules | folders
