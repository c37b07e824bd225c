"""The wording stage: what changed inside a pair, word by word, and which wording was replaced all through.

The flow inside: ``plain`` (spaces and widths out of the way) → ``runs`` (what both sides share) → ``tokens`` (what a
cut would cost where) → ``gaps`` (the differences between the runs) → ``edits`` (as spans of the texts) → ``noise``.
"""
