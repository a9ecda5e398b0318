"""Figures that readers use: the recipe that each follows, the kit that all share, and one folder a widget.

To make a widget, write a folder, here, in a package of your own or in a book's folder ``widgets/`` beside ``data/``::

    tally/__init__.py    class Tally(LearningWidget, folder=__file__): traits, and context(), the names of its template
    tally/tally.html     the whole figure, readable without scripts; {% import "widgets/kit.html" as kit with context %}
    tally/tally.mjs      export default define(view => …), with import { define } from "../kit.mjs"
    tally/tally.css      rules that begin with .lw-tally

A page of the book offers each figure to be taken along: its address, a page that holds it alone, and the rows of tables
that ``rows()`` names. One for what readers say of themselves has ``private = True`` and offers its address alone.
``{{ kit.take() }}`` in the template is where the offer stands; else it follows the figure.

Then ``from livingwell_learning import Tally`` works, and static pages load its module and its style. Every ``id``,
every ``name`` of a radio button and every ``href`` to an id of the figure ends in ``{{ key }}``, so that a page may
hold many. A package names its class under the entry point ``livingwell_learning.widgets``, as in
``Tally = "their_package.tally:Tally"``.
"""

from .base import LearningWidget

__all__ = ["LearningWidget"]
