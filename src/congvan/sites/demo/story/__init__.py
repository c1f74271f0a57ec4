"""The regulation's own story, step by step: what is done, and what must be seen afterwards."""

from congvan.sites.demo.story.chapter_1 import STEPS as CHAPTER_1
from congvan.sites.demo.story.chapter_2 import STEPS as CHAPTER_2
from congvan.sites.demo.story.chapter_3 import STEPS as CHAPTER_3
from congvan.sites.demo.story.chapter_4 import STEPS as CHAPTER_4
from congvan.sites.demo.story.chapter_5 import STEPS as CHAPTER_5
from congvan.sites.demo.story.step import Step

STEPS: tuple[Step, ...] = (*CHAPTER_1, *CHAPTER_2, *CHAPTER_3, *CHAPTER_4, *CHAPTER_5)
"""All chapters in the order of time."""
