"""What the content policy forbids within a page."""

import re

# Styles and scripts that are not files of their own; figures for a script are no script.
INLINE = re.compile(r"""\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)(?![^>]*application/json)""")
