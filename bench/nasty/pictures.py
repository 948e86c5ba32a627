"""Makes the pictures that cost a resizer most while still being allowed: up to 50 MiB and 100 megapixels, of every format.

Run it by bench/nasty.sh, or alone: pictures.py DIRECTORY [NAME...]. What is there already is not made again.
"""

import io
import pathlib
import struct
import sys
import zlib

import numpy
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
MOST_BYTES = 50 << 20
RANDOM = numpy.random.default_rng(1)


def picture(width, height, channels, noise=6, dtype=numpy.uint8):
    """A gradient with noise, which decides how far it can be compressed."""
    most = numpy.iinfo(dtype).max
    across = numpy.linspace(0, most * 0.8, width)
    down = numpy.linspace(0, 1, height)
    tile = RANDOM.integers(0, noise + 1, (256, 256, channels), dtype=dtype)
    picture = numpy.empty((height, width, channels), dtype)
    for y in range(0, height, 256):
        rows = min(256, height - y)
        band = numpy.tile(tile[:rows], (1, -(-width // 256), 1))[:, :width]
        shade = (across[None, :] * (0.25 + 0.75 * down[y:y + rows, None])).astype(dtype)
        picture[y:y + rows] = band + shade[:, :, None]
    return picture


def noise(width, height, channels, dtype=numpy.uint8):
    return RANDOM.integers(0, numpy.iinfo(dtype).max + 1, (height, width, channels), dtype=dtype)


def saved(image, **options):
    out = io.BytesIO()
    image.save(out, **options)
    return out.getvalue()


def image(array, mode):
    return Image.fromarray(array[:, :, 0] if array.shape[2] == 1 else array, mode)


# JPEG

def jpeg(width, height, mode="RGB", quality=75, noisy=False, **options):
    channels = len(mode) if mode != "L" else 1
    source = noise(width, height, channels) if noisy else picture(width, height, channels)
    return saved(image(source, mode), format="JPEG", quality=quality, subsampling=0, **options)


# PNG

def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def png(source, depth, color, interlaced=False, before=b""):
    height, width, channels = source.shape
    pack = zlib.compressobj(1)
    body = []
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    for x, y, across, down in passes:
        for row in source[y::down, x::across]:
            raw = row.astype(">u2").tobytes() if depth == 16 else row.tobytes()
            if raw:
                body.append(pack.compress(b"\0" + raw))
    body.append(pack.flush())
    head = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + before + chunk(b"IDAT", b"".join(body)) + chunk(b"IEND", b"")


def profile_chunk(megabytes):
    return chunk(b"iCCP", b"p\0\0" + zlib.compress(RANDOM.bytes(megabytes << 20), 0))


# GIF

def lzw_uncompressed(indices, bits=8):
    """Codes of 9 bits, with a clear code often enough that they never grow: noise as programs without LZW write it."""
    clear = 1 << bits
    run = (1 << bits) - 4
    parts = []
    count = len(indices)
    codes = numpy.empty(count + -(-count // run) + 1, numpy.uint16)
    at = 0
    for start in range(0, count, run):
        codes[at] = clear
        part = indices[start:start + run]
        codes[at + 1:at + 1 + len(part)] = part
        at += 1 + len(part)
    codes[at] = clear + 1
    codes = codes[:at + 1]
    width = bits + 1
    spread = ((codes[:, None] >> numpy.arange(width, dtype=numpy.uint16)) & 1).astype(numpy.uint8)
    packed = numpy.packbits(spread.ravel(), bitorder="little").tobytes()
    for start in range(0, len(packed), 255):
        piece = packed[start:start + 255]
        parts.append(bytes([len(piece)]) + piece)
    return bytes([bits]) + b"".join(parts) + b"\0"


def gif(width, height, frames, interlaced=False, disposal=0, transparent=False):
    """Frames are pairs of a size and LZW data."""
    palette = RANDOM.bytes(768)
    out = [b"GIF89a", struct.pack("<HHBBB", width, height, 0xf7, 0, 0), palette, b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"]
    for (across, down), data in frames:
        out.append(struct.pack("<BBBBHBB", 0x21, 0xf9, 4, disposal << 2 | int(transparent), 5, 0, 0))
        out.append(struct.pack("<BHHHHB", 0x2c, 0, 0, across, down, 0x40 if interlaced else 0))
        out.append(data)
    return b"".join(out) + b";"


def lzw_constant(count):
    """As short as LZW gets: ever longer runs of one colour."""
    bits, codes, widths = 8, [], []
    clear, follow, length = 256, 258, 9
    codes.append(clear)
    widths.append(length)
    left, run = count, 1
    first = True
    while left > 0:
        if first:
            code, size = 1, 1
            first = False
        else:
            size = min(run + 1, left)
            code = follow if size == run + 1 else (1 if size == 1 else 256 + size)
            if follow < 4096:
                follow += 1
                run = size
                if follow == 1 << length and length < 12:
                    codes.append(code)
                    widths.append(length)
                    left -= size
                    length += 1
                    continue
            codes.append(code)
            widths.append(length)
            left -= size
            if follow >= 4096 and left > 0:
                codes.append(clear)
                widths.append(length)
                follow, length, run, first = 258, 9, 1, True
            continue
        codes.append(code)
        widths.append(length)
        left -= size
    codes.append(257)
    widths.append(length)
    value = bitcount = 0
    packed = bytearray()
    for code, width in zip(codes, widths):
        value |= code << bitcount
        bitcount += width
        while bitcount >= 8:
            packed.append(value & 255)
            value >>= 8
            bitcount -= 8
    packed.append(value & 255)
    parts = [bytes([len(packed[i:i + 255])]) + bytes(packed[i:i + 255]) for i in range(0, len(packed), 255)]
    return bytes([bits]) + b"".join(parts) + b"\0"


def gif_still(width, height, interlaced):
    pixels = (picture(width, height, 1)[:, :, 0] >> 3).ravel()
    pixels[::3] = 7
    return saved(Image.frombytes("P", (width, height), pixels.tobytes()), format="GIF", interlace=int(interlaced))


def gif_noise(width, height, count):
    frames = [((width, height), lzw_uncompressed(noise(width, height, 1).ravel())) for _ in range(count)]
    return gif(width, height, frames)


# BMP

def bmp(width, height, bits, data, compression=0, colors=0):
    palette = RANDOM.bytes(4 * colors)
    offset = 54 + len(palette)
    header = struct.pack("<2sIHHI", b"BM", (offset + len(data)) & 0xffffffff, 0, 0, offset)
    return header + struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(data), 0, 0, colors, 0) + palette + data


def bmp_plain(width, height, bits, colors=0):
    row = (width * bits + 31) // 32 * 4
    return bmp(width, height, bits, numpy.tile(noise(row, 64, 1), (-(-height // 64), 1, 1))[:height].tobytes(), 0, colors)


def bmp_runs(width, height):
    row = (b"\xff\x05" + b"\x80\x11") * (width // 383) + bytes([width % 383 // 2, 9, width % 383 - width % 383 // 2, 3]) + b"\0\0"
    return bmp(width, height, 8, row * height + b"\0\1", 1, 256)


# TIFF

SHORT, LONG, UNDEFINED = 3, 4, 7


def tiff(tags, pieces, tiled=False):
    """Tags are (type, values) by number; pieces are strips or tiles."""
    data = bytearray(b"II*\0\0\0\0\0")
    starts = []
    for piece in pieces:
        starts.append(len(data))
        data += piece
    tags = dict(tags)
    tags[324 if tiled else 273] = (LONG, starts)
    tags[325 if tiled else 279] = (LONG, [len(piece) for piece in pieces])
    entries = []
    for tag in sorted(tags):
        kind, values = tags[tag]
        raw = values if kind == UNDEFINED else struct.pack("<%d%s" % (len(values), "H" if kind == SHORT else "I"), *values)
        count = len(values)
        if len(raw) > 4:
            data += b"\0" * (len(data) & 1)
            at, data = len(data), data + raw
            raw = struct.pack("<I", at)
        entries.append(struct.pack("<HHI", tag, kind, count) + raw.ljust(4, b"\0"))
    data += b"\0" * (len(data) & 1)
    data[4:8] = struct.pack("<I", len(data))
    return bytes(data) + struct.pack("<H", len(entries)) + b"".join(entries) + b"\0\0\0\0"


def tags(width, height, samples, bits, compression, photometric, rows, sample_format=1, planar=1, extra=0):
    found = {
        256: (LONG, [width]), 257: (LONG, [height]), 258: (SHORT, [bits] * samples), 259: (SHORT, [compression]),
        262: (SHORT, [photometric]), 277: (SHORT, [samples]), 278: (LONG, [rows]), 284: (SHORT, [planar]),
        339: (SHORT, [sample_format] * samples),
    }
    if extra:
        found[338] = (SHORT, [2] * extra)
    return found


def tiff_raw(source, bits, photometric, rows, compress=False, **options):
    height, width, samples = source.shape
    planes = [source[:, :, i] for i in range(samples)] if options.get("planar") == 2 else [source]
    pieces = [plane[y:y + rows].tobytes() for plane in planes for y in range(0, height, rows)]
    if compress:
        pieces = [zlib.compress(piece, 1) for piece in pieces]
    return tiff(tags(width, height, samples, bits, 8 if compress else 1, photometric, rows, **options), pieces)


def tiff_jpeg(width, height, unit_width, unit_height, tiled):
    """Every strip or tile is the same JPEG file, stored once for each."""
    piece = saved(image(picture(unit_width, unit_height, 3), "RGB"), format="JPEG", quality=70, subsampling=0)
    count = -(-width // unit_width) * -(-height // unit_height)
    found = tags(width, height, 3, 8, 7, 6, unit_height)
    found[530] = (SHORT, [1, 1])
    if tiled:
        found[322], found[323] = (LONG, [unit_width]), (LONG, [unit_height])
        del found[278]
    return tiff(found, [piece] * count, tiled)


def tiff_pillow(mode, width, height, compression):
    source = picture(width, height, 3 if mode == "RGB" else 1)
    shown = image(source, "RGB" if mode == "RGB" else "L").convert(mode)
    return saved(shown, format="TIFF", compression=compression)


def tiff_with_profile(megabytes):
    source = picture(4000, 3000, 3, noise=1)
    found = tags(4000, 3000, 3, 8, 8, 2, 3000)
    found[34675] = (UNDEFINED, RANDOM.bytes(megabytes << 20))
    return tiff(found, [zlib.compress(source.tobytes(), 1)])


# WebP

def webp(source, mode, **options):
    return saved(image(source, mode), format="WEBP", **options)


def webp_with_chunk(name, megabytes):
    still = webp(picture(4000, 3000, 3), "RGB", quality=80, method=0)[12:]
    body = RANDOM.bytes(megabytes << 20)
    flags = 0x20 if name == b"ICCP" else 0x08
    extended = struct.pack("<4sIB3x", b"VP8X", 10, flags) + struct.pack("<I", 3999)[:3] + struct.pack("<I", 2999)[:3]
    rest = extended + struct.pack("<4sI", name, len(body)) + body + still
    return b"RIFF" + struct.pack("<I", 4 + len(rest)) + b"WEBP" + rest


U16, U32 = numpy.uint16, numpy.uint32
PICTURES = {
    "jpeg-baseline-100mp.jpg": lambda: jpeg(10000, 10000, quality=80),
    "jpeg-baseline-50mb.jpg": lambda: jpeg(4300, 4000, quality=96, noisy=True),
    "jpeg-baseline-wide-cmyk.jpg": lambda: jpeg(65500, 1526, "CMYK", 60),
    "jpeg-baseline-flat-cmyk.jpg": lambda: jpeg(65500, 8, "CMYK", 60),
    "jpeg-progressive-100mp.jpg": lambda: jpeg(10000, 10000, quality=80, progressive=True),
    "jpeg-progressive-100mp-cmyk.jpg": lambda: jpeg(9900, 9900, "CMYK", 60, progressive=True),
    "jpeg-progressive-6mp-cmyk.jpg": lambda: jpeg(3190, 3190, "CMYK", 80, progressive=True),
    "jpeg-progressive-2mp-full-scale.jpg": lambda: jpeg(1595, 1595, "CMYK", 90, noisy=True, progressive=True),
    "png-100mp.png": lambda: png(picture(10000, 10000, 3, noise=0), 8, 2),
    "png-50mb.png": lambda: png(noise(4100, 4100, 3), 8, 2),
    "png-interlaced-100mp-16bit.png": lambda: png(picture(7000, 7000, 4, 0, U16) & 0xf000, 16, 6, True),
    "png-interlaced-1599-16bit.png": lambda: png(noise(1599, 1599, 4, U16), 16, 6, True),
    "png-interlaced-3199.png": lambda: png(noise(3199, 3199, 4), 8, 6, True),
    "png-wide-16bit.png": lambda: png(picture(262144, 381, 4, 0, U16), 16, 6),
    "png-flat-16bit.png": lambda: png(noise(262144, 3, 4, U16), 16, 6),
    "png-flat-interlaced-16bit.png": lambda: png(noise(262144, 3, 4, U16), 16, 6, True),
    "png-profile-45mb.png": lambda: png(picture(1000, 1000, 3), 8, 2, before=profile_chunk(45)),
    "png-exif-45mb.png": lambda: png(picture(1000, 1000, 3), 8, 2, before=chunk(b"eXIf", RANDOM.bytes(45 << 20))),
    "gif-still-100mp.gif": lambda: gif_still(10000, 10000, False),
    "gif-interlaced-100mp.gif": lambda: gif(10000, 10000, [((10000, 10000), lzw_constant(100_000_000))], interlaced=True),
    "gif-animated-2x50mp.gif": lambda: gif(7071, 7071, [((7071, 7071), lzw_constant(7071 * 7071)), ((2000, 2000), lzw_uncompressed(noise(2000, 2000, 1).ravel()))], disposal=3),
    "gif-animated-noise-200.gif": lambda: gif_noise(400, 400, 200),
    "gif-animated-noise-500.gif": lambda: gif_noise(250, 250, 500),
    "gif-animated-20x5mp.gif": lambda: gif(2236, 2236, [((2236, 2236), lzw_uncompressed(noise(2236, 450, 1).ravel()))] * 20, disposal=3),
    "bmp-24bit-50mb.bmp": lambda: bmp_plain(4180, 4180, 24),
    "bmp-32bit-50mb.bmp": lambda: bmp_plain(3620, 3620, 32),
    "bmp-8bit-52mp.bmp": lambda: bmp_plain(7236, 7236, 8, 256),
    "bmp-1bit-100mp.bmp": lambda: bmp_plain(10000, 10000, 1, 2),
    "bmp-runs-100mp.bmp": lambda: bmp_runs(10000, 10000),
    "bmp-4bit-100mp.bmp": lambda: bmp_plain(10000, 10000, 4, 16),
    "tiff-plain-50mb.tif": lambda: tiff_raw(picture(4180, 4180, 3), 8, 2, 4180),
    "tiff-plain-16bit-50mb.tif": lambda: tiff_raw(noise(2950, 2950, 3, U16), 16, 2, 100),
    "tiff-lzw-20mp.tif": lambda: tiff_pillow("RGB", 5000, 4000, "tiff_lzw"),
    "tiff-deflate-100mp-one-strip.tif": lambda: tiff_raw(picture(10000, 10000, 3, noise=0), 8, 2, 10000, True),
    "tiff-deflate-planar-100mp.tif": lambda: tiff_raw(picture(10000, 10000, 3, noise=0), 8, 2, 10000, True, planar=2),
    "tiff-deflate-rgba16-3199.tif": lambda: tiff_raw(picture(3199, 3199, 4, 0, U16) & 0xff00, 16, 2, 3199, True, extra=1),
    "tiff-deflate-rgba32-3100.tif": lambda: tiff_raw(picture(3100, 3100, 4, 0, U32) & 0xff000000, 32, 2, 3100, True, extra=1),
    "tiff-deflate-float-8mp.tif": lambda: tiff_raw(picture(2890, 2890, 3, 1).astype(numpy.float32) / 255, 32, 2, 2890, True, sample_format=3),
    "tiff-deflate-double-4mp.tif": lambda: tiff_raw(picture(2040, 2040, 3, 1).astype(numpy.float64) / 255, 64, 2, 2040, True, sample_format=3),
    "tiff-deflate-cmyk16-49mp.tif": lambda: tiff_raw(picture(7000, 7000, 4, 0, U16) & 0xf000, 16, 5, 100, True),
    "tiff-fax-100mp.tif": lambda: tiff_pillow("1", 10000, 10000, "group4"),
    "tiff-jpeg-one-strip-60mp.tif": lambda: tiff_jpeg(7700, 7700, 7700, 7700, False),
    "tiff-jpeg-two-strips-100mp.tif": lambda: tiff_jpeg(10000, 10000, 10000, 5008, False),
    "tiff-jpeg-tiles-100mp.tif": lambda: tiff_jpeg(10000, 10000, 512, 512, True),
    "tiff-profile-30mb.tif": lambda: tiff_with_profile(30),
    "webp-lossy-100mp.webp": lambda: webp(picture(16000, 6200, 3), "RGB", quality=80, method=0),
    "webp-lossy-alpha-50mp.webp": lambda: webp(picture(7000, 7000, 4), "RGBA", quality=80, method=0),
    "webp-lossless-100mp.webp": lambda: webp(picture(16000, 6200, 3, noise=0), "RGB", lossless=True, quality=0, method=0),
    "webp-lossless-noise.webp": lambda: webp(noise(4000, 4000, 3), "RGB", lossless=True, quality=0, method=0),
    "webp-profile-45mb.webp": lambda: webp_with_chunk(b"ICCP", 45),
    "webp-exif-45mb.webp": lambda: webp_with_chunk(b"EXIF", 45),
}


def main(directory, *names):
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True, exist_ok=True)
    for name in names or PICTURES:
        path = directory / name
        if path.exists():
            continue
        content = PICTURES[name]()
        if len(content) > MOST_BYTES:
            print(f"{name}: {len(content)} bytes are more than allowed", file=sys.stderr)
            sys.exit(1)
        path.write_bytes(content)
        print(f"{name}: {len(content)} bytes", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
