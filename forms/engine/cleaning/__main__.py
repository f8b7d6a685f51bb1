"""The process of `apart`: a file comes in, a line of answer and the file made anew go out."""

import contextlib
import sys

MEMORY = 1024 * 1024 * 1024  # bytes
SECONDS = 15  # of the processor


def limit() -> None:
    """No more memory and time than that, and no file to write to."""
    try:
        import resource
    except ImportError:  # not a Unix: the clock of `apart` limits alone
        return
    limits = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in limits.items():
        with contextlib.suppress(ValueError, OSError):  # macOS does not limit everything
            resource.setrlimit(what, (most, most))


def main() -> None:
    limit()
    from forms.engine.cleaning.cleaners import clean
    from forms.engine.cleaning.results import Refused

    try:
        made = clean(sys.stdin.buffer.read())
    except Refused as refused:
        head, content = f"refused {refused.code}", b""
    else:
        head = f"clean {made.content_type} {made.extension} {len(made.content)}"
        content = made.content
    sys.stdout.buffer.write(head.encode() + b"\n" + content)


if __name__ == "__main__":
    main()
