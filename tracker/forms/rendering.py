"""How widgets become HTML: the usual ones without templates, of which a select takes three an option."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.safestring import SafeString

from tracker.vocabulary.formats import in_html

# What Django tells a template about a widget.
type Told = Mapping[str, Any]


class WidgetRenderer(DjangoTemplates):
    """Django's own renderer, which writes these widgets as their templates do, but for blank lines."""

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        """Return the HTML of a widget, or of whatever else a template draws."""
        if write := WRITERS.get(template_name.removeprefix("django/forms/widgets/")):
            return SafeString(write(context["widget"]))
        return SafeString(super().render(template_name, context, request))


def _written(value: Any) -> str:
    """As a template writes it, numbers as people read them."""
    return in_html(localize(value))


def _attributes(widget: Told) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{in_html(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _input(widget: Told) -> str:
    value = "" if widget["value"] is None else f' value="{in_html(widget["value"])}"'
    name = _written(widget["name"])
    return f'<input type="{_written(widget["type"])}" name="{name}"{value}{_attributes(widget)}>'


def _choice(widget: Told) -> str:
    """A radio button or a checkbox, one of several."""
    if not widget["wrap_label"]:
        return _input(widget)
    key = widget["attrs"].get("id")
    of_input = f' for="{_written(key)}"' if key else ""
    return f"<label{of_input}>{_input(widget)} {_written(widget['label'])}</label>"


def _choices(widget: Told) -> str:
    shown = {name: widget["attrs"].get(name) for name in ("id", "class")}
    attributes = "".join(f' {name}="{_written(value)}"' for name, value in shown.items() if value)
    parts = [f"<div{attributes}>"]
    for group, options, _index in widget["optgroups"]:
        boxes = "".join(f"<div>{_choice(option)}</div>" for option in options)
        parts.append(f"<div><label>{_written(group)}</label>{boxes}</div>" if group else boxes)
    return "".join([*parts, "</div>"])


def _select(widget: Told) -> str:
    parts = [f'<select name="{_written(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        lines = "".join(f"\n{_option(option)}" for option in options)
        parts.append(f'\n<optgroup label="{_written(group)}">{lines}\n</optgroup>' if group else lines)
    return "".join([*parts, "\n</select>"])


def _option(widget: Told) -> str:
    value = in_html(widget["value"])
    return f'<option value="{value}"{_attributes(widget)}>{_written(widget["label"])}</option>'


def _textarea(widget: Told) -> str:
    text = _written(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_written(widget["name"])}"{_attributes(widget)}>\n{text}</textarea>'


INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "time", "checkbox")
WRITERS: dict[str, Callable[[Told], str]] = {
    **{f"{name}.html": _input for name in INPUTS},
    **{f"{name}_option.html": _choice for name in ("radio", "checkbox")},
    **{f"{name}.html": _choices for name in ("radio", "checkbox_select")},
    "select.html": _select,
    "textarea.html": _textarea,
}
