"""The browser's Back leads to what was looked at before, as it was looked at."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

from tests.browser.driver import Visitor

MOST_STEPS = 2


def test_back_from_a_page_of_the_menu_leads_to_the_project_with_its_key(
    visit: Callable[[str], Visitor], sample_address: str
) -> None:
    visitor = visit(sample_address)
    page = visitor.page
    visitor.open("projects")
    page.locator(".st-key-projects_rows a[href*='project=']").first.click()
    visitor.arrive("Project")
    key = parse_qs(urlsplit(page.url).query)["project"]
    finding = page.locator(".st-key-page_header h1").inner_text()
    page.get_by_role("link", name="Projects", exact=True).first.click()
    visitor.arrive("Projects")
    page.wait_for_url("**/projects?*portfolio=*")
    for _ in range(MOST_STEPS):
        page.go_back()
        if urlsplit(page.url).path == "/project":
            break
    visitor.arrive("Project")
    assert parse_qs(urlsplit(page.url).query)["project"] == key
    assert page.locator(".st-key-page_header h1").inner_text() == finding
