"""Run the code cells of pages in processes forked from one that has the imports done."""
