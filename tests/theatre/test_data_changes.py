"""What differs between two versions, and what the log says of it."""

from datetime import date

import pytest

from karamap.errors import DataError
from karamap.theatre.data_changes import (
    Change,
    Log,
    between,
    differences,
    explained,
    idle,
    net_change,
    next_reason,
    recorded,
    unexplained,
)

ADDED, CORRECTED, WITHDRAWN = Change
CLAIMS = "seeds/claims.csv"
CITATIONS = "seeds/citations.csv"

LOG = """\
version,table,key,change,reason_ids
2026.12,seeds/claims.csv,c1,corrected,2026.12-001
2026.12,seeds/new.csv,*,added,2026.12-002
2027.01,seeds/claims.csv,c1,withdrawn,2027.01-001
"""
REASONS = """\
id,made_on,why,source_ids,commit
2026.12-001,2026-11-26,A page says otherwise.,page-2 page-3,
2026.12-002,2026-11-26,A table of its own.,,
2027.01-001,2027-01-02,Nobody said so.,,
"""


@pytest.fixture
def log(tmp_path):
    """A log of two versions."""
    return written(tmp_path, LOG)


def written(folder, changes, reasons=REASONS):
    (folder / "versions").mkdir(exist_ok=True)
    (folder / "versions/changes.csv").write_text(changes)
    (folder / "versions/reasons.csv").write_text(reasons)
    return Log.read(folder)


def claims(**rows):
    return {CLAIMS: {key: {"id": key, "holder": holder} for key, holder in rows.items()}}


def test_rows_are_added_corrected_withdrawn():
    found = differences(claims(c1="A", c2="B", c3="C"), claims(c1="A", c2="A", c4="D"))
    assert [(item.key, item.change, item.columns) for item in found] == [
        ("c2", CORRECTED, ("holder",)),
        ("c3", WITHDRAWN, ("id", "holder")),
        ("c4", ADDED, ("id", "holder")),
    ]


def test_a_correction_has_its_reason_and_its_sources(log):
    pages = {CITATIONS: {"c1 / page-1": {"claim_id": "c1", "source_id": "page-1"}}}
    (found,) = explained(claims(c1="A") | pages, claims(c1="B") | pages, log, ["2026.12"])
    assert [reason.why for reason in found.reasons] == ["A page says otherwise."]
    assert found.source_ids == ("page-2", "page-3", "page-1")


def test_a_withdrawn_claim_rests_on_the_pages_it_had(log):
    pages = {CITATIONS: {"c1 / page-1": {"claim_id": "c1", "source_id": "page-1"}}}
    (claim,) = (
        item
        for item in explained(claims(c1="A") | pages, claims(), log, ["2027.01"])
        if item.difference.table == CLAIMS
    )
    assert claim.source_ids == ("page-1",)


def test_what_the_log_says_otherwise_is_not_explained(log):
    """The log has a correction of c1, and the row is gone."""
    found = explained(claims(c1="A"), claims(), log, ["2026.12"])
    assert [str(fault) for fault in unexplained(found)] == [
        "seeds/claims.csv:1:-: c1: withdrawn without a reason; expected a row in versions/changes.csv: "
        "`karamap data-changes --record --why TEXT --on DAY` writes it"
    ]


def test_over_several_versions_changes_add_up(log):
    (found,) = explained(claims(c1="A"), claims(), log, ["2026.12", "2027.01"])
    assert [reason.id for reason in found.reasons] == ["2026.12-001", "2027.01-001"]


def test_every_row_of_a_new_table_may_have_one_reason(log):
    new = {"seeds/new.csv": {"x": {"id": "x"}, "y": {"id": "y"}}}
    assert unexplained(explained({}, new, log, ["2026.12"])) == []


def test_a_row_that_joins_a_table_of_before_needs_a_reason_of_its_own(log):
    one, two = ({"seeds/new.csv": {key: {"id": key} for key in keys}} for keys in ("x", "xy"))
    assert len(unexplained(explained(one, two, log, ["2026.12"]))) == 1


def test_the_log_tells_of_nothing_that_is_not_so(log):
    assert [fault.line for fault in idle(claims(c1="A"), claims(c1="A"), log, "2026.12")] == [2, 3]
    new = {"seeds/new.csv": {"x": {"id": "x"}}}
    assert idle(claims(c1="A"), claims(c1="B") | new, log, "2026.12") == []


@pytest.mark.parametrize(
    ("changes", "net"),
    [
        ([], None),
        ([ADDED], ADDED),
        ([ADDED, CORRECTED], ADDED),
        ([ADDED, WITHDRAWN], None),
        ([CORRECTED, CORRECTED], CORRECTED),
        ([CORRECTED, WITHDRAWN], WITHDRAWN),
        ([WITHDRAWN, ADDED], CORRECTED),
        ([WITHDRAWN], WITHDRAWN),
    ],
)
def test_several_changes_come_to_one(changes, net):
    assert net_change(changes) is net


def test_a_record_of_no_reason_is_a_fault(tmp_path):
    with pytest.raises(DataError, match=r"versions/changes\.csv:2:reason_ids: 2026\.12-001 is no reason"):
        written(tmp_path, LOG, REASONS.splitlines()[0] + "\n")


def test_recording_gives_what_differs_one_reason_and_drops_what_is_as_it_was(tmp_path):
    log = written(tmp_path, LOG)
    found = explained(claims(c2="A", c3="A"), claims(c2="B", c4="A"), log, ["2026.12"])
    reason = {
        "id": next_reason("2026.12", log),
        "made_on": date(2026, 12, 1),
        "why": "Read again.",
        "source_ids": ("page-9",),
        "commit": None,
    }
    texts = recorded(tmp_path, "2026.12", found, reason)
    assert texts["versions/changes.csv"] == (
        "version,table,key,change,reason_ids\n"
        "2026.12,seeds/claims.csv,c2,corrected,2026.12-003\n"
        "2026.12,seeds/claims.csv,c3,withdrawn,2026.12-003\n"
        "2026.12,seeds/claims.csv,c4,added,2026.12-003\n"
        "2026.12,seeds/new.csv,*,added,2026.12-002\n"
        "2027.01,seeds/claims.csv,c1,withdrawn,2027.01-001\n"
    )
    assert texts["versions/reasons.csv"].splitlines()[3] == "2026.12-003,2026-12-01,Read again.,page-9,"


def test_a_row_that_changes_again_keeps_its_earlier_reason(tmp_path):
    log = written(tmp_path, LOG)
    found = explained(claims(c1="A"), claims(), log, ["2026.12"])
    reason = {"id": "2026.12-003", "made_on": None, "why": "Gone.", "source_ids": None, "commit": None}
    text = recorded(tmp_path, "2026.12", found, reason)["versions/changes.csv"]
    assert "2026.12,seeds/claims.csv,c1,withdrawn,2026.12-001 2026.12-003\n" in text


def test_versions_between_two():
    assert between(["2026.11", "2026.12", "2026.12.1", "2027.01"], "2026.11", "2026.12.1") == ["2026.12", "2026.12.1"]
