"""Changes by lot, of tables, pages and lists: none ends in a traceback, a hang, or an answer that check refuses."""

import mutate
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reports():
    return mutate.attack(60, 2024, worlds=("small", "small", "four"))


def test_no_change_comes_to_a_traceback_a_hang_or_a_disagreement(reports):
    bad = [(report["number"], report["name"], *found) for report in reports for found in report["bad"]]
    assert bad == []


def test_some_changes_are_refused_and_others_are_not(reports):
    """Else the commands would never be asked, or always."""
    refused = sum(report["refused"] for report in reports)
    assert len(reports) / 5 < refused < len(reports) * 4 / 5


def test_a_traceback_is_found(monkeypatch, tmp_path):
    """The attack sees what it looks for: a command that breaks is told."""
    from karamap.record import events

    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(events, "told", broken)
    folder = mutate.full_world().write(tmp_path / "tables")
    run = mutate.Run(folder, tmp_path, mutate.random.Random(1))
    run.expect(0, "events")
    assert [found[:2] for found in run.bad] == [("traceback", "events")]


def test_a_disagreement_is_found(tmp_path):
    folder = mutate.full_world().write(tmp_path / "tables")
    run = mutate.Run(folder, tmp_path, mutate.random.Random(1))
    run.expect(1, "events")
    assert [found[:2] for found in run.bad] == [("disagreement", "events")]
