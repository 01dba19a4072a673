"""What plotly.js does that the content policy would forbid, and how charts.js keeps it from that."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

CHARTS_JS = settings.BASE_DIR / "static" / "js" / "parts" / "charts.js"


def test_every_style_element_that_plotly_js_would_make_is_there_before_it():
    plotly = Path(finders.find("plotly/plotly.min.js")).read_text()
    # Such an element is made unless one with this id is in the page.
    made = re.findall(
        r'getElementById\("([0-9a-f]{64})"\)\)\{var \w+=document\.createElement\("style"\)', plotly
    )
    assert len(made) == plotly.count('createElement("style")') - 1
    ours = CHARTS_JS.read_text()
    assert [each for each in made if each not in ours] == []
    # The one left leaves an element of this class alone.
    assert ".no-inline-styles" in plotly
    assert '["plotly.js-style-global", "no-inline-styles"]' in ours


def test_script_and_poster_thin_labels_alike():
    from tracker.charts import poster

    script = CHARTS_JS.read_text()
    for name in ("TICK_ROOM", "LETTER_ROOM", "GAP_ROOM"):
        assert f"const {name} = {getattr(poster, name)};" in script
