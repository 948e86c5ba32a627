#!/usr/bin/env python3
"""Makes src/test/resources/images/jpeg-*.jpg, but for three of them that are older than this script: jpeg-4-1-1.jpg,
jpeg-cmyk.jpg, jpeg-progressive.jpg.

Needs cjpeg and jpegtran of libjpeg-turbo 2.1 on the path. Other versions may give other bytes.
What each file is for is said where it is made.
"""

import os
import subprocess
import sys
import tempfile

TARGET = os.path.normpath(os.path.join(os.path.dirname(__file__), "..", "resources", "images"))


# Pictures


def pixel(x, y, width, height):
    """Smooth colour, a hard-edged disc of the opposite colour, and a corner of stripes one pixel wide."""
    red, green, blue = 255 * x // max(1, width - 1), 255 * y // max(1, height - 1), 255 - 200 * x // width
    if (x - width * 0.6) ** 2 + (y - height * 0.5) ** 2 < (min(width, height) * 0.3) ** 2:
        red, green, blue = 255 - red, 40, 255 - blue
    if x < width // 4 and y > height * 2 // 3:
        red, green, blue = (230, 20, 30) if (x + y) & 1 else (20, 200, 240)
    return red, green, blue


def rgb(width, height):
    return [pixel(x, y, width, height) for y in range(height) for x in range(width)]


def luma_chroma(x, y, width, height):
    """What T.871 says of red, green and blue."""
    r, g, b = pixel(x, y, width, height)
    luma = 0.299 * r + 0.587 * g + 0.114 * b
    return tuple(min(255, max(0, round(v))) for v in (luma, 128 + (b - luma) / 1.772, 128 + (r - luma) / 1.402))


def inks(x, y, width, height):
    """As Adobe stores them, inverted; without black these would be red, green and blue."""
    return *pixel(x, y, width, height), 255 - 4 * (x & 31)


def inks_as_luma_chroma(x, y, width, height):
    """Adobe takes the inverted inks for amounts of ink when it makes luma and chroma of them, hence inverts again."""
    luma, *chroma = luma_chroma(x, y, width, height)
    return 255 - luma, *(min(255, 256 - c) for c in chroma), 255 - 4 * (x & 31)


def ppm(width, height):
    return b"P6\n%d %d\n255\n" % (width, height) + bytes(v for p in rgb(width, height) for v in p)


# Tools


def run(arguments, content, text=None):
    """The tool's output; where the arguments hold {}, it reads the text as a file."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(text or "")
        file.flush()
        return subprocess.run(
            [a.replace("{}", file.name) for a in arguments], input=content, stdout=subprocess.PIPE, check=True
        ).stdout


def cjpeg(arguments, width=67, height=45, text=None):
    return run(["cjpeg", "-quality", "75"] + arguments.split(), ppm(width, height), text)


def jpegtran(arguments, jpeg, text=None):
    return run(["jpegtran", "-copy", "all"] + arguments.split(), jpeg, text)


def assembled(factors, width, height, components):
    """A scan for each component, of the data that a grey picture of its size has."""
    columns, rows = max(h for h, v in factors), max(v for h, v in factors)
    frame_body, scans = [8, *height.to_bytes(2, "big"), *width.to_bytes(2, "big"), len(factors)], b""
    for i, (h, v) in enumerate(factors):
        w, t = -(-width * h // columns), -(-height * v // rows)
        samples = [components(x, y, w, t)[i] for y in range(t) for x in range(w)]
        grey = run(["cjpeg", "-quality", "75"], b"P5\n%d %d\n255\n" % (w, t) + bytes(samples))
        at = offset(grey, 0xDA)
        scans += patch(grey[at:-2], 5, i + 1)
        frame_body += [i + 1, h << 4 | v, 0]
    head = insert(grey[: frame(grey)], frame(grey), segment(0xC0, bytes(frame_body)))
    tables = b"".join(grey[a:b] for m, a, b in segments(grey) if m == 0xC4)
    return head + tables + scans + b"\xff\xd9"


# Surgery


def find(jpeg, what, start=0):
    at = jpeg.find(what, start)
    if at < 0:
        sys.exit("nothing like %r in the file" % what)
    return at


def segments(jpeg):
    """Offsets of the markers: (marker, offset, end), where a scan ends with its entropy-coded data."""
    result, at = [], 2
    while True:
        marker = jpeg[at + 1]
        if marker == 0xD9:
            return result + [(marker, at, at + 2)]
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:
            while jpeg[end] != 0xFF or jpeg[end + 1] == 0 or 0xD0 <= jpeg[end + 1] <= 0xD7:
                end += 1
        result.append((marker, at, end))
        at = end


def offset(jpeg, *markers):
    return next(at for marker, at, end in segments(jpeg) if marker in markers)


def frame(jpeg):
    return offset(jpeg, 0xC0, 0xC1, 0xC2)


def patch(jpeg, at, *values):
    return jpeg[:at] + bytes(values) + jpeg[at + len(values) :]


def insert(jpeg, at, content):
    return jpeg[:at] + content + jpeg[at:]


def without(jpeg, marker):
    return jpeg[:2] + b"".join(jpeg[at:end] for m, at, end in segments(jpeg) if m != marker)


def first_scans(jpeg, count):
    """Ends the file after so many scans."""
    ends = [end for marker, at, end in segments(jpeg) if marker == 0xDA]
    return jpeg[: ends[count - 1]] + b"\xff\xd9"


def without_scan(jpeg, index):
    scans = [(at, end) for marker, at, end in segments(jpeg) if marker == 0xDA]
    return jpeg[: scans[index][0]] + jpeg[scans[index][1] :]


def segment(marker, body):
    return bytes([0xFF, marker]) + (len(body) + 2).to_bytes(2, "big") + body


def with_ids(jpeg, ids):
    """Renames the components in the frame and in each scan."""
    at = frame(jpeg)
    old = [jpeg[at + 10 + 3 * i] for i in range(jpeg[at + 9])]
    for i, name in enumerate(ids):
        jpeg = patch(jpeg, at + 10 + 3 * i, name)
    for marker, at, end in segments(jpeg):
        if marker == 0xDA:
            for i in range(jpeg[at + 4]):
                jpeg = patch(jpeg, at + 5 + 2 * i, ids[old.index(jpeg[at + 5 + 2 * i])])
    return jpeg


# Files

SPECTRAL = "0,1,2: 0-0, 0, 0; 0: 1-5, 0, 0; 2: 1-63, 0, 0; 1: 1-63, 0, 0; 0: 6-63, 0, 0;"
APPROXIMATION = (
    "0,1,2: 0-0, 0, 3; 0: 1-63, 0, 3; 0,1,2: 0-0, 3, 2; 1: 1-63, 0, 2; 2: 1-63, 0, 2; 0: 1-63, 3, 2; 0: 1-63, 2, 1;"
    "0,1,2: 0-0, 2, 1; 1: 1-63, 2, 1; 2: 1-63, 2, 1; 1: 1-63, 1, 0; 2: 1-63, 1, 0; 0: 1-63, 1, 0; 0,1,2: 0-0, 1, 0;"
)
# Each component on its own, in an order that leaves brightness for last.
APART = "1: 0-0, 0, 1; 1: 1-63, 0, 0; 2: 0-0, 0, 0; 0: 0-0, 0, 1; 2: 1-63, 0, 1; 0: 1-63, 0, 0; 0: 0-0, 1, 0; 1: 0-0, 1, 0; 2: 1-63, 1, 0;"
NOT_INTERLEAVED = "0; 1; 2;"
PARTLY_INTERLEAVED = "0; 1 2;"


def sampling(files):
    for name in ("1x1", "2x1", "1x2", "2x2", "4x1", "1x4", "4x2", "2x4", "3x1"):
        files["sampling-" + name] = cjpeg("-sample " + name)
    # Sixteen blocks of brightness are more than a unit of an interleaved scan may hold.
    files["sampling-4x4"] = cjpeg("-sample 4x4 -scans {}", text=NOT_INTERLEAVED)
    files["sampling-4x4-progressive"] = cjpeg("-sample 4x4 -scans {}", text=APART)
    files["sampling-2x2-2x1-1x2"] = cjpeg("-sample 2x2,2x1,1x2")
    # Colour finer than brightness.
    files["sampling-1x1-2x2-2x1"] = cjpeg("-sample 1x1,2x2,2x1")
    # A ratio of 3 to 2, which libjpeg neither reads nor writes.
    files["sampling-3x2-2x1-1x1"] = assembled([(3, 2), (2, 1), (1, 1)], 67, 45, luma_chroma)
    # One component: its factors mean nothing.
    files["grey"] = cjpeg("-grayscale")
    files["grey-sampling-2x2"] = cjpeg("-grayscale -sample 2x2")


def sizes(files):
    for name in ("1x1", "7x5", "8x8", "16x16", "17x33", "1x70", "70x1"):
        width, height = map(int, name.split("x"))
        files["size-%s-2x2" % name] = cjpeg("-sample 2x2", width, height)
        files["size-%s-2x1" % name] = cjpeg("-sample 2x1", width, height)
    files["size-17x33-progressive"] = cjpeg("-sample 2x2 -progressive", 17, 33)


def coding(files):
    plain = cjpeg("-sample 2x2")
    files["optimized"] = cjpeg("-optimize")
    files["quality-1"] = cjpeg("-quality 1")
    files["quality-100"] = cjpeg("-quality 100 -sample 1x1", 40, 30)
    files["restart-1"] = cjpeg("-restart 1B")
    files["restart-4"] = cjpeg("-restart 4B")
    files["restart-1-progressive"] = cjpeg("-restart 1B -progressive")
    files["restart-3-not-interleaved"] = cjpeg("-restart 3B -scans {}", text=NOT_INTERLEAVED)
    files["not-interleaved"] = cjpeg("-scans {}", text=NOT_INTERLEAVED)
    files["partly-interleaved"] = cjpeg("-scans {}", text=PARTLY_INTERLEAVED)
    # Bands and bits that mean nothing in sequential scans.
    apart = files["not-interleaved"]
    for at in [at for marker, at, end in segments(apart) if marker == 0xDA]:
        apart = patch(apart, at + 7, 3, 200, 0x21)
    files["not-interleaved-odd-band"] = apart
    # A frame of type 1: steps that need 16 bits.
    table = " ".join(["300"] + ["10"] * 62 + ["65535"])
    files["quantization-16-bit"] = cjpeg("-quality 50 -qtables {}", text=table + " " + table)
    files["extended"] = patch(plain, frame(plain) + 1, 0xC1)


def progressive(files):
    plain = cjpeg("-sample 2x2")
    files["progressive-default"] = jpegtran("-progressive", plain)
    files["progressive-grey"] = cjpeg("-grayscale -progressive")
    files["progressive-4x4-4"] = jpegtran("-progressive", cjpeg("-sample 1x1"))
    files["progressive-spectral"] = jpegtran("-scans {}", plain, SPECTRAL)
    files["progressive-approximation"] = jpegtran("-scans {}", plain, APPROXIMATION)
    files["progressive-apart"] = jpegtran("-scans {}", plain, APART)
    # Brightness to all its bits, chroma without its last; the picture is near to complete.
    files["progressive-without-last-scan"] = first_scans(files["progressive-approximation"], 13)
    files["progressive-dc-only"] = first_scans(files["progressive-default"], 1)
    files["progressive-4-scans"] = first_scans(files["progressive-default"], 4)
    # Chroma only: nothing is said of brightness.
    files["progressive-no-brightness"] = first_scans(files["progressive-apart"], 3)
    # A refinement of what was never begun.
    files["progressive-gap"] = without_scan(files["progressive-approximation"], 1)


def colours(files):
    files["rgb"] = cjpeg("-rgb")
    files["rgb-ids"] = without(files["rgb"], 0xEE)
    files["rgb-adobe"] = with_ids(files["rgb"], [1, 2, 3])
    # Neither JFIF nor Adobe nor the names of the components say what this is.
    plain = cjpeg("-sample 2x2")
    bare = without(plain, 0xE0)
    files["ycbcr-bare"] = bare
    files["ycbcr-ids-0"] = with_ids(bare, [0, 1, 2])
    files["ycbcr-ids-odd"] = with_ids(bare, [7, 9, 34])
    files["ycbcr-adobe"] = insert(bare, 2, segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01"))
    files["jfif-and-adobe-rgb"] = insert(plain, 20, segment(0xEE, b"Adobe\0\x64\0\0\0\0\0"))
    for name, factors in ("1x1", [(1, 1)] * 4), ("2x2", [(2, 2), (1, 1), (1, 1), (2, 2)]):
        files["cmyk-" + name] = adobe(assembled(factors, 40, 30, inks), 0)
        files["ycck-" + name] = adobe(assembled(factors, 40, 30, inks_as_luma_chroma), 2)
    files["cmyk-bare"] = without(files["cmyk-1x1"], 0xEE)
    files["ycck-progressive"] = jpegtran("-progressive", files["ycck-2x2"])


def adobe(jpeg, transform):
    """Interleaved, with Adobe's marker in place of others."""
    bare = without(without(jpegtran("-optimize", jpeg), 0xE0), 0xEE)
    return insert(bare, 2, segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([transform])))


def markers(files):
    plain = cjpeg("-sample 2x2")
    tables = offset(plain, 0xDB)
    files["fill-bytes"] = insert(insert(plain, offset(plain, 0xDA), b"\xff\xff\xff"), tables, b"\xff")
    files["junk-between-segments"] = insert(plain, tables, b"\x00\x01\x02junk\x7f")
    files["junk-after-end"] = plain + b"\xff\xd8\xff\xc0 what a camera left behind"
    files["no-end"] = plain[:-2]
    files["truncated"] = plain[: offset(plain, 0xDA) + (len(plain) - offset(plain, 0xDA)) // 2]
    files["truncated-progressive"] = first_scans(jpegtran("-progressive", plain), 6)[:-60]
    little = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"
    files["exif-orientation-6"] = insert(plain, 20, segment(0xE1, little))
    files["comment"] = insert(plain, 20, segment(0xFE, b"\xff\xd8\xff\xda, not a marker"))


def damaged(files):
    restarts = cjpeg("-restart 1B")
    files["restart-lost"] = drop_interval(restarts, 3)
    files["restart-damaged"] = spoil_interval(restarts, 2)
    # One bit in the middle of the coded data.
    plain = cjpeg("-sample 2x2")
    middle = (offset(plain, 0xDA) + len(plain)) // 2
    files["bit-flipped"] = patch(plain, middle, plain[middle] ^ 0x10)


def intervals(jpeg):
    """Offsets of the restart markers."""
    start = offset(jpeg, 0xDA)
    return [i for i in range(start, len(jpeg) - 1) if jpeg[i] == 0xFF and 0xD0 <= jpeg[i + 1] <= 0xD7]


def drop_interval(jpeg, index):
    at = intervals(jpeg)
    return jpeg[: at[index]] + jpeg[at[index + 1] :]


def spoil_interval(jpeg, index):
    at = intervals(jpeg)
    return patch(jpeg, at[index] + 4, 0x55, 0xAA, 0x55, 0xAA)


def refused(files):
    plain = cjpeg("-sample 2x2", 32, 24)
    at = frame(plain)
    files["arithmetic"] = cjpeg("-arithmetic -sample 2x2", 32, 24)
    files["arithmetic-progressive"] = cjpeg("-arithmetic -progressive -sample 2x2", 32, 24)
    files["12-bit"] = patch(patch(plain, at + 1, 0xC1), at + 4, 12)
    files["lossless"] = patch(plain, at + 1, 0xC3)
    files["hierarchical"] = patch(plain, at + 1, 0xC5)
    # The height comes after the first scan.
    late = patch(plain, at + 5, 0, 0)
    files["dnl"] = late[:-2] + segment(0xDC, b"\0\x18") + late[-2:]
    files["height-0"] = late
    files["width-0"] = patch(plain, at + 7, 0, 0)
    files["no-scan"] = plain[: offset(plain, 0xDA)] + b"\xff\xd9"
    files["no-huffman-tables"] = without(plain, 0xC4)
    files["no-quantization-tables"] = without(plain, 0xDB)
    files["huge"] = patch(plain, at + 5, 0xFF, 0xFF, 0xFF, 0xFF)


def main():
    files = {}
    for make in (sampling, sizes, coding, progressive, colours, markers, damaged, refused):
        make(files)
    for name, content in files.items():
        with open(os.path.join(TARGET, "jpeg-%s.jpg" % name), "wb") as file:
            file.write(content)
    print("%d files, %d bytes" % (len(files), sum(map(len, files.values()))))


main()
