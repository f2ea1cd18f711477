"""Before ratings stop counting it is said how many, of what, and that nothing is saved yet."""

from ui.wording import alignment_silencing as wording


def test_it_is_said_how_many_projects_are_rated_and_what_happens_to_their_ratings():
    said = wording.told(118, "Bridges stay open")
    assert "118 live or proposed projects are rated on “Bridges stay open”. Their ratings stop counting" in said
    assert "count again once “Bridges stay open” has no part. Nothing is saved yet." in said


def test_a_single_project_is_spoken_of_as_one():
    assert "1 live or proposed project is rated on “Safety”. Its rating stops counting" in wording.told(1, "Safety")
    assert wording.agree(1, "Safety") == "Save, and stop counting 1 rating on Safety"
