"""How close a thumbnail is to one made from the full picture with a textbook Lanczos filter in double precision."""

import pathlib
import subprocess

import numpy
from PIL import Image

Image.MAX_IMAGE_PIXELS = None
LUMA = numpy.array([0.299, 0.587, 0.114])


def load(path):
    """Samples of 0 to 255 as height x width x 3 or 4; sixteen bits are kept, in fractions."""
    image = Image.open(path)
    if pathlib.Path(path).suffix == ".png" and bit_depth(path) == 16:
        return load_16_bit(path, image.size)
    alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    return numpy.asarray(image.convert("RGBA" if alpha else "RGB"))


def bit_depth(png):
    """Byte 24 of every PNG: after the signature, IHDR's length and name, width and height."""
    with open(png, "rb") as stream:
        return stream.read(25)[24]


def load_16_bit(path, size):
    """Pillow drops the low byte of colours, so that ImageMagick has to read them."""
    raw = subprocess.run(["convert", str(path), "-depth", "16", "-endian", "LSB", "rgb:-"], stdout=subprocess.PIPE, check=True)
    return numpy.frombuffer(raw.stdout, "<u2").reshape(size[1], size[0], 3) / 257.0


def lanczos(lobes):
    return lobes, lambda x: numpy.where(numpy.abs(x) < lobes, numpy.sinc(x) * numpy.sinc(x / lobes), 0)


def cubic(b, c):
    """The family of D. Mitchell and A. Netravali, "Reconstruction Filters in Computer Graphics", 1988."""

    def weight(x):
        x = numpy.abs(x)
        near = (12 - 9 * b - 6 * c) * x**3 + (-18 + 12 * b + 6 * c) * x**2 + 6 - 2 * b
        far = (-b - 6 * c) * x**3 + (6 * b + 30 * c) * x**2 + (-12 * b - 48 * c) * x + 8 * b + 24 * c
        return numpy.where(x < 1, near, numpy.where(x < 2, far, 0)) / 6

    return 2, weight


# Support and weight, by the distance in samples of the coarser grid.
KERNELS = {
    "lanczos2": lanczos(2),
    "lanczos3": lanczos(3),
    "mitchell": cubic(1 / 3, 1 / 3),
    "catmull-rom": cubic(0, 1 / 2),
}


def taps(source, target, support, weight):
    """First source sample and normalised weights for each target sample: centres aligned, support widened when reducing."""
    step = source / target
    stretch = max(1.0, step)
    for i in range(target):
        center = (i + 0.5) * step - 0.5
        first = max(0, int(numpy.ceil(center - support * stretch)))
        last = min(source - 1, int(numpy.floor(center + support * stretch)))
        weights = weight((numpy.arange(first, last + 1) - center) / stretch)
        yield first, last + 1, weights / weights.sum()


def resample(samples, width, height, kernel):
    """The reference: vertically, then horizontally, on premultiplied alpha, unrounded; clamped at the end."""
    source_height, source_width, channels = samples.shape
    rows = numpy.empty((height, source_width, channels))
    for i, (first, end, weights) in enumerate(taps(source_height, height, *KERNELS[kernel])):
        strip = premultiplied(samples[first:end].astype(numpy.float64))
        rows[i] = numpy.tensordot(weights, strip, 1)
    result = numpy.empty((height, width, channels))
    for i, (first, end, weights) in enumerate(taps(source_width, width, *KERNELS[kernel])):
        result[:, i] = numpy.tensordot(rows[:, first:end], weights, ([1], [0]))
    if channels == 4:
        result[..., 3] = numpy.clip(result[..., 3], 0, 255)
        result[..., :3] = numpy.clip(result[..., :3], 0, result[..., 3:])
    return numpy.clip(result, 0, 255)


def premultiplied(samples):
    if samples.shape[2] == 4:
        samples[..., :3] *= samples[..., 3:] / 255
    return samples


def on(background, premultiplied_samples):
    """Three channels: what shows on black (0) or white (255)."""
    if premultiplied_samples.shape[2] == 3:
        return premultiplied_samples
    return premultiplied_samples[..., :3] + background * (1 - premultiplied_samples[..., 3:] / 255)


def compare(reference, result):
    """PSNR in dB over RGB, and SSIM of luma, of a thumbnail as a tool wrote it. With alpha: as shown on white and on black."""
    shown = premultiplied(result.astype(numpy.float64))
    backgrounds = (255, 0) if reference.shape[2] == 4 or result.shape[2] == 4 else (255,)
    pairs = [(on(b, reference), on(b, shown)) for b in backgrounds]
    error = numpy.mean([numpy.mean((a - b) ** 2) for a, b in pairs])
    likeness = numpy.mean([ssim(a @ LUMA, b @ LUMA) for a, b in pairs])
    return 99.0 if error == 0 else 10 * numpy.log10(255**2 / error), likeness


def ssim(a, b):
    """Z. Wang et al., "Image Quality Assessment", 2004: windows of 11x11, Gaussian of 1.5, K1 = 0.01, K2 = 0.03."""
    if min(a.shape) < 11:
        return float("nan")
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    mean_a, mean_b = blur(a), blur(b)
    var_a, var_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    cov = blur(a * b) - mean_a * mean_b
    map_ = (2 * mean_a * mean_b + c1) * (2 * cov + c2) / ((mean_a**2 + mean_b**2 + c1) * (var_a + var_b + c2))
    return float(numpy.mean(map_))


def blur(plane):
    window = numpy.exp(-(numpy.arange(-5, 6) ** 2) / (2 * 1.5**2))
    window /= window.sum()
    height, width = plane.shape
    rows = sum(w * plane[i : height - 10 + i] for i, w in enumerate(window))
    return sum(w * rows[:, i : width - 10 + i] for i, w in enumerate(window))


class Reference:
    """The references of one picture, made once for each size that a tool's thumbnail has."""

    def __init__(self, path):
        self.samples = load(path)
        self.made = {}

    def judge(self, thumbnail):
        """(dB, SSIM) by kernel: the two Lanczos; where the picture is enlarged, also the cubics that are used for that."""
        # What writes sixteen bits has no advantage: a JPEG holds eight.
        result = numpy.rint(load(thumbnail))
        height, width = result.shape[:2]
        enlarged = width > self.samples.shape[1]
        kernels = [name for name in KERNELS if enlarged or name.startswith("lanczos")]
        for kernel in kernels:
            if (width, height, kernel) not in self.made:
                self.made[width, height, kernel] = resample(self.samples, width, height, kernel)
        return {kernel: compare(self.made[width, height, kernel], result) for kernel in kernels}
