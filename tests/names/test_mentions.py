"""A list of names is read row by row; what is wrong with it is said with line and column."""

import io
from datetime import date

import pytest

from karamap.errors import DataError, Fault
from karamap.names.mentions import Listed, MentionList, other_columns
from karamap.names.resolutions import Mention
from karamap.tables import text_lines
from karamap.tables.hand_made import MAX_FAULTS
from karamap.tables.text_lines import MAX_LINE


def listed(text, context=None):
    raw = text if isinstance(text, bytes) else text.encode()
    return MentionList(io.BytesIO(raw), "names.csv", context=context)


def mentions(text, context=None):
    return [item.mention for item in listed(text, context)]


def faults(text):
    with pytest.raises(DataError) as caught:
        list(listed(text))
    return caught.value.faults


def test_a_name_alone_is_enough():
    assert mentions("name\nAlma\nTatar\n") == [Mention("Alma"), Mention("Tatar")]


def test_columns_come_in_any_order_and_others_are_kept():
    names = listed("date,id,kind,name,district\n2020-10-09,x7,village,Tatar,Alma\n")
    assert names.columns == ("date", "id", "kind", "name", "district")
    assert list(names) == [
        Listed(("2020-10-09", "x7", "village", "Tatar", "Alma"), Mention("Tatar", "Alma", "village", date(2020, 10, 9)))
    ]


def test_empty_cells_take_their_value_from_the_context():
    context = Mention("", "Alma", "village", date(2020, 10, 9))
    assert mentions("name,district\nTatar,\nTatar,Heyva\n", context) == [
        Mention("Tatar", "Alma", "village", date(2020, 10, 9)),
        Mention("Tatar", "Heyva", "village", date(2020, 10, 9)),
    ]


def test_what_was_understood_and_what_is_not_used_is_told():
    names = listed("name;distrikt;colour;date\nAlma;;;8.11.2020\n;;;\n")
    assert [item.mention for item in names] == [Mention("Alma", date=date(2020, 11, 8))]
    assert names.understood() == [
        "the column 'distrikt' is kept and not used; did you mean 'district'?",
        "a semicolon parts the cells",
        "1 blank row passed over",
        "1 cell: '8.11.2020' read as 2020-11-08",
    ]


def test_columns_without_a_meaning_are_known_by_name_or_number():
    assert other_columns(["id", "Name", "", "district", "note", "DATE"]) == {"id": 0, "column 3": 2, "note": 4}


def test_spaces_at_the_ends_are_kept_in_the_cells_but_not_in_the_mention():
    (item,) = listed("name\n Alma \n")
    assert (item.cells, item.mention.name) == ((" Alma ",), "Alma")


@pytest.mark.parametrize(
    "text", ["name\r\nAlma\r\n", "\ufeffname\nAlma\n", "name\nAlma", "\nname\n\n\nAlma\n\n", '"name"\n"Alma"\n']
)
def test_line_ends_byte_order_marks_and_empty_lines_do_not_matter(text):
    assert mentions(text) == [Mention("Alma")]


def test_a_header_alone_is_an_empty_list():
    assert mentions("name\n") == []


@pytest.mark.parametrize("text", ["", "\n", "place\nAlma\n", "n;district\nAlma;x\n", ",,\n"])
def test_a_header_without_name_is_refused_on_opening(text):
    with pytest.raises(DataError, match="no column 'name'"):
        listed(text)


def test_a_column_that_comes_twice_is_refused():
    with pytest.raises(DataError, match=r"names\.csv:1:3: a second column 'name'"):
        listed("name,id,name\n")


@pytest.mark.parametrize(
    ("row", "line", "column"),
    [
        ("Alma,village,,x", 2, "-"),
        (",village,", 2, "name"),
        ("  ,village,", 2, "name"),
        ("Alma,hamlet,", 2, "kind"),
        ("Alma,,9/10/2020", 2, "date"),
        ("Alma,,9.10.20", 2, "date"),
        ("Alma,,2020-02-30", 2, "date"),
        ('"Alma\nvillage",,x', 2, "date"),
        ("Alma,,\nTatar,,\nHeyva,,x", 4, "date"),
        ("Alma\r\n,,x", 3, "date"),
    ],
)
def test_a_fault_is_named_with_line_and_column(row, line, column):
    first = faults(f"name,kind,date\n{row}\n")[0]
    assert (first.path, first.line, first.column) == ("names.csv", line, column)


def test_a_row_after_a_cell_of_two_lines_has_its_own_line():
    assert faults('name,kind\n"A\nB",\nC,x\n')[0].line == 4


def test_all_faults_are_named_not_the_first():
    found = faults("name,kind,date\nA,x,y\nB,,\n,town,\n")
    assert [(fault.line, fault.column) for fault in found] == [(2, "date"), (2, "kind"), (4, "name")]


def test_very_many_faults_are_counted():
    found = faults("name,id\n" + '"",x\n' * 1000)
    assert len(found) == MAX_FAULTS + 1
    assert found[-1] == Fault("names.csv", 1001, "-", "980 more faults up to here")


def test_rows_before_a_fault_are_given_out():
    given = iter(listed(b"name\nAlma\n\xff\n"))
    assert next(given).mention == Mention("Alma")
    with pytest.raises(DataError):
        next(given)


@pytest.mark.parametrize("column", [1, 4])
def test_bytes_that_are_not_utf8_are_named_by_their_place(column):
    line = b"a" * (column - 1) + b"\xff\n"
    assert faults(b"name\nAlma\n" + line)[0] == Fault(
        "names.csv", 3, str(column), "byte 0xff is not UTF-8", text_lines.SAVE_AS
    )


@pytest.mark.parametrize("text", ['name\n"Alma', 'name\n"Alma"x\n', 'name\n"' + "x\n" * 70_000])
def test_broken_quoting_is_a_fault_at_the_line_where_the_row_begins(text):
    (fault,) = faults(text)
    assert (fault.line, fault.problem[:13]) == (2, "not valid CSV")


def test_a_line_without_end_is_not_read_to_its_end():
    assert "more than" in faults("name\n" + "x" * (MAX_LINE + 2))[0].problem


def test_the_list_is_not_read_ahead():
    class Endless:
        lines = 0

        def readline(self, size):
            self.lines += 1
            return b"name\n" if self.lines == 1 else b"Alma\n"

    stream = Endless()
    rows = iter(MentionList(stream, "endless"))
    for _ in range(10):
        next(rows)
    assert stream.lines <= 12
