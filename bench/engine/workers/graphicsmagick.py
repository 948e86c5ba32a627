"""GraphicsMagick in-process, through its C library; with the argument "hint", telling the JPEG decoder the size wanted."""

import ctypes
import ctypes.util
import os
import sys

os.environ["OMP_NUM_THREADS"] = "1"

import worker

HINT = sys.argv[1:] == ["hint"]
GM = ctypes.CDLL(ctypes.util.find_library("GraphicsMagickWand-Q16") or "libGraphicsMagickWand-Q16.so.2")
HANDLE, SIZE = ctypes.c_void_p, ctypes.c_size_t
for name, result, *arguments in (
    ("InitializeMagick", None, ctypes.c_char_p),
    ("NewMagickWand", HANDLE),
    ("DestroyMagickWand", None, HANDLE),
    ("MagickSetSize", ctypes.c_uint, HANDLE, ctypes.c_ulong, ctypes.c_ulong),
    ("MagickReadImageBlob", ctypes.c_uint, HANDLE, ctypes.c_char_p, SIZE),
    ("MagickGetImageWidth", ctypes.c_ulong, HANDLE),
    ("MagickGetImageHeight", ctypes.c_ulong, HANDLE),
    ("MagickResizeImage", ctypes.c_uint, HANDLE, ctypes.c_ulong, ctypes.c_ulong, ctypes.c_int, ctypes.c_double),
    ("MagickSetImageFormat", ctypes.c_uint, HANDLE, ctypes.c_char_p),
    ("MagickSetCompressionQuality", ctypes.c_uint, HANDLE, ctypes.c_ulong),
    ("MagickWriteImageBlob", HANDLE, HANDLE, ctypes.POINTER(SIZE)),
    ("MagickRelinquishMemory", ctypes.c_uint, HANDLE),
    ("MagickGetVersion", ctypes.c_char_p, ctypes.POINTER(ctypes.c_ulong)),
):
    function = getattr(GM, name)
    function.restype, function.argtypes = result, arguments
LANCZOS = 13


def fit(file, format):
    if format == "same":
        raise ValueError("first frame only")
    wand = GM.NewMagickWand()
    try:
        if HINT:
            GM.MagickSetSize(wand, 800, 800)
        if not GM.MagickReadImageBlob(wand, file, len(file)):
            raise ValueError("cannot be read")
        width, height = GM.MagickGetImageWidth(wand), GM.MagickGetImageHeight(wand)
        scale = min(400 / width, 400 / height)
        GM.MagickResizeImage(wand, max(1, round(width * scale)), max(1, round(height * scale)), LANCZOS, 1.0)
        GM.MagickSetImageFormat(wand, format.upper().encode())
        GM.MagickSetCompressionQuality(wand, 85)
        length = SIZE()
        blob = GM.MagickWriteImageBlob(wand, ctypes.byref(length))
        try:
            return ctypes.string_at(blob, length.value)
        finally:
            GM.MagickRelinquishMemory(blob)
    finally:
        GM.DestroyMagickWand(wand)


GM.InitializeMagick(None)
version = GM.MagickGetVersion(ctypes.byref(ctypes.c_ulong())).decode().split()
worker.serve(fit, " ".join(version[:2]))
