"""Wand (ImageMagick) as thumbnail tutorials use it; with the argument "hint", telling the JPEG decoder the size wanted."""

import os
import sys

os.environ.update(OMP_NUM_THREADS="1", MAGICK_THREAD_LIMIT="1")

from wand.color import Color
from wand.image import Image
from wand.version import MAGICK_VERSION, VERSION

import worker

HINT = sys.argv[1:] == ["hint"]


def fit(file, format):
    with Image() as image:
        if HINT:
            image.options["jpeg:size"] = "800x800"
        image.read(blob=file)
        if format == "same":
            return animation(image)
        image.transform(resize="400x400")
        if format == "jpeg":
            if image.alpha_channel:
                image.background_color = Color("white")
                image.alpha_channel = "remove"
            image.compression_quality = 85
        return image.make_blob(format)


def animation(image):
    image.coalesce()
    scale = min(400 / image.width, 400 / image.height)
    width, height = round(image.width * scale), round(image.height * scale)
    for index in range(image.iterator_length()):
        image.iterator_set(index)
        image.resize(width, height)
    return image.make_blob("gif")


worker.serve(fit, f"Wand {VERSION}, {' '.join(MAGICK_VERSION.split()[:3])}")
