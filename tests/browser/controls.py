"""What tests take hold of on a page."""

import re


def entries(page):
    return page.locator("#entries > li")


def tile(page, name):
    return page.get_by_role("button", name=re.compile(rf"^Log \d+.*{name}"))


def citrate(page):
    return page.locator(".tile", has_text="Citrate")


def toasts(page):
    return page.locator("#toasts")


def undo(page):
    return page.get_by_role("button", name="Undo")


def dose_form(page):
    return page.locator("#dose form")


def total(page):
    return page.get_by_role("meter", name="Magnesium")


def tab_to(page, locator, *, most=80):
    """Press Tab until it has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if locator.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{locator} is not reached by {most} presses of Tab")
