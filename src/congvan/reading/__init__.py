"""What a file shows: text, boxes and images of its pages. Pure."""

from congvan.reading.errors import ReadingError
from congvan.reading.lines import TextLine
from congvan.reading.origin import OriginJudgement, judge_origin, judge_pages
from congvan.reading.pages import Page, read_pages, render_webp, upper_lines
from congvan.reading.scan import rasterise

__all__ = [
    "OriginJudgement",
    "Page",
    "ReadingError",
    "TextLine",
    "judge_origin",
    "judge_pages",
    "rasterise",
    "read_pages",
    "render_webp",
    "upper_lines",
]
