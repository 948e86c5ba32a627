package dev.darkroom.image.fuzz;

import dev.darkroom.image.ImageFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Takes files apart, as far as they hold together: what is left at the end is one more part. */
final class Anatomy {
    private static final int JPEG_START_OF_SCAN = 0xda;

    private final ByteBuffer file;
    private final List<Part> parts = new ArrayList<>();
    private int at;

    private Anatomy(byte[] file, ByteOrder order) {
        this.file = ByteBuffer.wrap(file).order(order);
    }

    /** The parts of a file in their order, without gaps; at least one. */
    static List<Part> of(ImageFormat format, byte[] file) {
        Anatomy anatomy = new Anatomy(file, orderOf(format, file));
        switch (format) {
            case JPEG -> anatomy.jpeg();
            case PNG -> anatomy.chunks(8, 0, 12);
            case GIF -> anatomy.gif();
            case BMP -> anatomy.bmp();
            case TIFF -> anatomy.tiff();
            case WEBP -> anatomy.chunks(12, 4, 8);
        }
        anatomy.takeTo(file.length);
        return anatomy.parts;
    }

    private static ByteOrder orderOf(ImageFormat format, byte[] file) {
        boolean little = format != ImageFormat.JPEG
                && format != ImageFormat.PNG
                && (format != ImageFormat.TIFF || file.length > 0 && file[0] == 'I');
        return little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private void jpeg() {
        take(2);
        while (has(4)) {
            boolean scan = u8(at + 1) == JPEG_START_OF_SCAN;
            int end = Math.min(file.capacity(), at + 2 + u16(at + 2));
            if (scan) {
                takeTo(end);
                end = endOfScan();
            }
            takeTo(end);
        }
    }

    /** Where a marker stands that is neither a stuffed byte nor a restart. */
    private int endOfScan() {
        for (int i = at; i + 1 < file.capacity(); i++) {
            int marker = u8(i + 1);
            if (u8(i) == 0xff && marker != 0 && (marker & 0xf8) != 0xd0) {
                return i;
            }
        }
        return file.capacity();
    }

    /** PNG and RIFF differ in where the length stands and in how much there is around the body. */
    private void chunks(int header, int lengthAt, int around) {
        take(header);
        while (has(8)) {
            long length = file.getInt(at + lengthAt) & 0xffffffffL;
            long padded = lengthAt > 0 ? length + (length & 1) : length;
            takeTo((int) Math.min(file.capacity(), at + around + padded));
        }
    }

    private void gif() {
        take(13 + (has(13) ? colors(u8(10)) : 0));
        while (has(11)) {
            int body = u8(at) == 0x2c ? at + 11 + colors(u8(at + 9)) : at + 2;
            while (body < file.capacity() && u8(body) != 0) {
                body += 1 + u8(body);
            }
            takeTo(Math.min(file.capacity(), body + 1));
        }
    }

    private static int colors(int flags) {
        return (flags & 0x80) == 0 ? 0 : 6 << (flags & 7);
    }

    private void bmp() {
        take(14);
        if (has(4)) {
            int pixels = file.getInt(10);
            take(file.getInt(at) & 0xffff);
            takeTo(Math.min(Math.max(at, pixels), file.capacity()));
        }
    }

    private void tiff() {
        boolean big = has(16) && u16(2) == 43;
        long directory = !has(16) ? -1 : big ? file.getLong(8) : file.getInt(4);
        int header = big ? 16 : 8;
        if (directory < header || directory > file.capacity() - 8) {
            return;
        }
        take(header);
        takeTo((int) directory);
        int entries = u16(at + (big && file.order() == ByteOrder.BIG_ENDIAN ? 6 : 0));
        take(big ? 8 : 2);
        for (int i = 0; i < entries && has(20); i++) {
            take(big ? 20 : 12);
        }
    }

    private boolean has(int count) {
        return at + count <= file.capacity();
    }

    private void take(int count) {
        takeTo(Math.min(file.capacity(), at + count));
    }

    private void takeTo(int end) {
        if (end > at) {
            parts.add(new Part(at, end));
            at = end;
        }
    }

    private int u8(int index) {
        return file.get(index) & 0xff;
    }

    private int u16(int index) {
        return file.getShort(index) & 0xffff;
    }
}
