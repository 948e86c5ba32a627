"""Pillow: thumbnail(), which asks the JPEG decoder for a draft and then uses Lanczos; contain() where it has to enlarge."""

import io

import PIL
from PIL import Image, ImageOps, ImageSequence

import worker

BOX = (400, 400)


def reduced(image):
    if image.mode == "P":
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.width < BOX[0] and image.height < BOX[1]:
        return ImageOps.contain(image, BOX, Image.LANCZOS)
    image.thumbnail(BOX, Image.LANCZOS)
    return image


def fit(file, format):
    image = Image.open(io.BytesIO(file))
    out = io.BytesIO()
    if format == "same":
        frames = [reduced(frame.convert("RGB")) for frame in ImageSequence.Iterator(image)]
        frames[0].save(out, "gif", save_all=True, append_images=frames[1:], loop=0, duration=image.info.get("duration", 100))
        return out.getvalue()
    image = reduced(image)
    if format == "jpeg" and image.mode == "RGBA":
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    image.save(out, format, **({"quality": 85} if format == "jpeg" else {}))
    return out.getvalue()


worker.serve(fit, f"Pillow {PIL.__version__}")
