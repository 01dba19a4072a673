"""All addresses of the app by name, with the arguments that each takes."""

from django.urls import get_resolver


def named_addresses() -> dict[str, set[str]]:
    """Return the names in the namespace, however deep they are included, and their arguments' names."""
    [(_, resolver)] = [found for name, found in get_resolver().namespace_dict.items() if name == "tracker"]
    found: dict[str, set[str]] = {}

    def walk(patterns, outer):
        for pattern in patterns:
            names = outer | set(pattern.pattern.converters)
            if hasattr(pattern, "url_patterns"):
                walk(pattern.url_patterns, names)
            else:
                found[pattern.name] = names

    walk(resolver.url_patterns, set())
    return found
