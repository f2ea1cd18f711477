"""Facts about columns add up over the pieces of a file."""

from data_access.intake import Source, facts_of, merged, read_chunks

TEXT = "Project key,Start,Budget,Share\n" + "".join(
    f"P-{number},{number % 28 + 1:02d}/03/2024,1.{number:03d},0.{number % 9 + 1}\n" for number in range(40)
)


def test_pieces_say_the_same_as_the_whole(table):
    whole = facts_of(table(TEXT))
    pieces = merged(facts_of(piece) for piece in read_chunks(Source(TEXT.encode(), "a.csv"), rows=9))
    assert pieces["Project key"].distinct == whole["Project key"].distinct == 40
    assert pieces["Start"].dates.order == whole["Start"].dates.order == "day first"
    assert pieces["Share"].fractions > 0 == pieces["Share"].above_one
    assert pieces["Budget"].rows == pieces["Budget"].filled == 40


def test_one_comma_late_in_a_long_column_is_seen(table):
    text = "Project key;Budget\n" + "".join(f"P-{number};{number}\n" for number in range(1_500)) + "P-x;1.234,5\n"
    assert facts_of(table(text))["Budget"].notation.comma == 1


def test_empty_cells_do_not_count_as_filled(table):
    facts = facts_of(table("Project key,Name\nP-1,\nP-2, \nP-3,Road\n"))
    assert (facts["Name"].rows, facts["Name"].filled, facts["Name"].distinct) == (3, 1, 1)
