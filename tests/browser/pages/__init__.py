"""Every page somebody can see: its address, or how to come to it and what shows that it is itself."""

from tests.browser.pages import account, days, overviews, settings

# Who sees it: nobody signed in, or somebody with a target and two supplements.
SIGNED_OUT = account.SIGNED_OUT
SIGNED_IN = days.PAGES | overviews.PAGES | settings.PAGES | account.PAGES
