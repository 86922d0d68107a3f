"""Hands that never leave the keyboard: everything is reached with Tab and the arrow keys."""

from __future__ import annotations

from playwright.sync_api import Page

MOST_TABS = 150
# What a screen reader would call the focused element, and the group it stands in.
NAME = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return '';
  const label = at.labels && at.labels.length ? at.labels[0].innerText : '';
  return (at.getAttribute('aria-label') || label || at.innerText || at.value || '').trim();
}"""
GROUP = """() => {
  const group = document.activeElement.closest('fieldset, [role=group], [role=radiogroup]');
  const legend = group && group.querySelector('legend');
  return legend ? legend.innerText.trim() : '';
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on what is called `name` (or begins so)."""
    seen = []
    for _ in range(MOST_TABS):
        now = page.evaluate(NAME)
        if now.startswith(name):
            return
        seen.append(now[:40])
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {name!r}; it passed {seen}")


def press(page: Page, name: str) -> None:
    """Go to a link or button and press it."""
    tab_to(page, name)
    page.keyboard.press("Enter")


def write(page: Page, name: str, text: str) -> None:
    """Go to a field and type, over what stands in it."""
    tab_to(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def pick(page: Page, name: str, option: str) -> None:
    """Choose in a list by typing the beginning of the option."""
    tab_to(page, name)
    page.keyboard.type(option)
    chosen = page.evaluate(
        "() => document.activeElement.options[document.activeElement.selectedIndex].text"
    )
    assert chosen.startswith(option), f"{name}: {chosen!r} was chosen, not {option!r}"


def complete(page: Page, name: str, start: str, option: str) -> None:
    """Type into a box that offers matches, and take the first, which must be `option`."""
    write(page, name, start)
    page.get_by_role("option", name=option).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def answer(page: Page, question: str, choice: str) -> None:
    """Choose one of a group of radio buttons with the arrow keys."""
    for _ in range(MOST_TABS):
        if page.evaluate(GROUP).startswith(question):
            break
        page.keyboard.press("Tab")
    else:
        raise AssertionError(f"Tab never reached the question {question!r}")
    for _ in range(10):
        if page.evaluate(NAME).startswith(choice) and page.evaluate(
            "() => document.activeElement.checked"
        ):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{question!r} has no answer {choice!r}")
