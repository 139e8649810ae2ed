"""Assignments: made from their sources, handed out, checked and graded.

The sources are the notebooks of ``book/assignments``. nbgrader makes the students' version and
grades; what stands here reads the sources, checks what comes back, and keeps one student's
endless loop from costing anybody else's marks. Students need only `guard` and `check`, which do
without nbgrader.
"""
