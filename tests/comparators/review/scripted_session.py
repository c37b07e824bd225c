"""A session of many acts in a program of its own: each line it prints is an act that it has reported done.

Run as ``python scripted_session.py REVIEW SEED ACTS``. The acts are of every kind; the printed line says what must
be found again.
"""

from __future__ import annotations

import random
import sys

from comparators.review.annotations import Annotation, Opinion
from comparators.review.session import Session
from comparators.review.store import SourceFile


def main(path: str, seed: int, acts: int) -> None:
    """Do the acts and report each once it is done."""
    choose = random.Random(seed)
    session = Session.open(path, "甲")
    made: list[str] = []
    for number in range(acts):
        kind = choose.choice(["add", "add", "reply", "resolve", "edit", "tick", "opinion", "pin", "replace", "delete"])
        if kind == "add" or not made:
            text = f"批注{number}" + "长" * choose.randrange(0, 400)
            made.append(session.add(Annotation("", "comment", "", "", body=text)).id)
            report("add", made[-1], text)
        elif kind == "reply":
            reply = session.reply(choose.choice(made), f"回复{number}")
            report("act", reply.id)
        elif kind == "resolve":
            name = choose.choice(made)
            session.resolve(name, choose.choice(["open", "resolved"]))
            report("clock", str(session.log.clock))
        elif kind == "edit":
            name = choose.choice(made)
            session.edit(name, "body", f"改{number}")
            report("body", name, f"改{number}")
        elif kind == "tick":
            session.tick(f"{number:016x}")
            report("tick", f"{number:016x}")
        elif kind == "opinion":
            opinion = Opinion("某单位", proposal=f"意见{number}", decision="adopted")
            made.append(session.add(Annotation("", "opinion", "", "", opinion=opinion)).id)
            report("add", made[-1], "")
        elif kind == "pin":
            session.pin(number, number)
            report("pin", str(number))
        elif kind == "replace":
            source = SourceFile("新稿.txt", f"第{number}稿".encode() * choose.randrange(1, 3000))
            session.replace_source("new", source)
            report("source", source.sha256)
        else:
            name = choose.choice(made)
            session.delete(name)
            session.delete(name, deleted=False)
            report("clock", str(session.log.clock))
    session.close()
    report("end")


def report(*words: str) -> None:
    """Print one line at once: from now on the act must never be lost."""
    sys.stdout.write("\t".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
