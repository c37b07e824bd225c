"""``python -m comparators`` is ``duigao``: an interrupt is answered from the very start, while all else is loaded."""

import sys


def main() -> int:
    """Run the command of this process and return its exit status."""
    try:
        from comparators.cli import main as run

        return run()
    except KeyboardInterrupt:  # before the command line was there to answer it
        return _interrupted()


def _interrupted() -> int:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # nothing more is to be stopped
    from comparators.cli import interrupted

    return interrupted()


if __name__ == "__main__":
    sys.exit(main())
