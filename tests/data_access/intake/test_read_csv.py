"""A CSV says how it was written."""


def test_the_delimiter_is_named_for_people(table):
    assert table("Project key\tName\nP-1\tBridge\n").delimiter == "tab"


def test_old_line_ends_are_read(table):
    assert table("Project key,Name\rP-1,Bridge\r").frame["Name"].tolist() == ["Bridge"]
    assert table("Project key,Name\r\nP-1,Bridge\r\n").frame["Name"].tolist() == ["Bridge"]
