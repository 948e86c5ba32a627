"""Answers the driver for one Python tool. The protocol is in bench/README.md."""

import sys


def serve(fit, about):
    """fit(file, format) makes the bytes of a thumbnail within 400x400; format is jpeg, png or same."""
    file = b""
    for line in sys.stdin:
        words = line.rstrip("\n").split("\t")
        answer = "ok"
        try:
            if words[0] == "load":
                with open(words[1], "rb") as stream:
                    file = stream.read()
            elif words[0] == "fit":
                for _ in range(int(words[2])):
                    result = fit(file, words[1])
                answer = f"ok\t{len(result)}"
            elif words[0] == "save":
                result = fit(file, words[1])
                with open(words[2], "wb") as stream:
                    stream.write(result)
            elif words[0] == "about":
                answer = f"ok\t{about}, Python {sys.version.split()[0]}"
            else:
                raise ValueError(line)
        except Exception as failure:
            answer = "error\t" + " ".join(repr(failure).split())
        print(answer, flush=True)
