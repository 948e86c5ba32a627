package dev.darkroom.image;

/** Width and height in pixels, each at least 1. */
record Size(int width, int height) {
    Size {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("not a size: " + width + "x" + height);
        }
    }

    long pixels() {
        return (long) width * height;
    }

    Size transposed() {
        return new Size(height, width);
    }

    /** The largest size within the box that keeps this aspect ratio, rounded to nearest, at least 1x1. */
    Size fitWithin(Size box, Enlarge enlarge) {
        if (enlarge == Enlarge.NEVER && width <= box.width && height <= box.height) {
            return this;
        }
        boolean widthBinds = (long) width * box.height >= (long) height * box.width;
        return widthBinds
                ? new Size(box.width, scaled(height, box.width, width, box.height))
                : new Size(scaled(width, box.height, height, box.width), box.height);
    }

    private static int scaled(int length, int numerator, int denominator, int max) {
        long rounded = ((long) length * numerator * 2 + denominator) / (2L * denominator);
        return (int) Math.max(1, Math.min(max, rounded));
    }
}
