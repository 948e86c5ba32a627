package dev.darkroom.image.color;

import dev.darkroom.image.codec.Bytes;
import java.io.IOException;

/**
 * A grid of colours over one, three or four channels, and what lies between its points: along the edges of the
 * tetrahedron around it for three channels (J. Kasson et al., "Tetrahedral interpolation", 1993), which keeps greys
 * grey; in between two such for four. Immutable.
 */
final class Clut {
    private final int[] grid;
    /** How far apart neighbours are in the points, by channel; the first channel varies slowest. */
    private final int[] strides;
    /** Three for each point, 0 to 65535. */
    private final char[] points;

    private Clut(int[] grid, char[] points) {
        this.grid = grid;
        this.points = points;
        this.strides = new int[grid.length];
        int stride = 3;
        for (int channel = grid.length - 1; channel >= 0; channel--) {
            strides[channel] = stride;
            stride *= grid[channel];
        }
    }

    /** The corners of a cube of three channels, each at its own place: changes nothing. */
    static Clut identity() {
        char[] points = new char[8 * 3];
        for (int i = 0; i < points.length; i++) {
            points[i] = (char) ((i / 3 >> 2 - i % 3 & 1) * 65535);
        }
        return new Clut(new int[] {2, 2, 2}, points);
    }

    /**
     * Reads a grid.
     *
     * @param grid points along each channel
     * @param from begins with the points, may go on behind them
     * @param width bytes of a number: 1 or 2
     */
    static Clut read(int[] grid, Bytes from, int width) throws IOException {
        long count = 3;
        for (int length : grid) {
            count *= length;
            if (length < 2 || !from.has(0, count * width)) {
                throw new IOException(length + " points along a channel");
            }
        }
        char[] points = Points.read(from.slice(0, count * width), width);
        return new Clut(grid.clone(), points);
    }

    /** Bytes that it took in the profile. */
    int length(int width) {
        return points.length * width;
    }

    /**
     * Looks a colour up.
     *
     * @param device one number of 0 to 1 for each channel
     * @param color three numbers of 0 to 255, overwritten
     */
    void lookUp(float[] device, float[] color) {
        switch (grid.length) {
            case 1 -> onLine(device[0], color);
            case 3 -> inCube(device, 0, 0, 1f / 257, color);
            default -> betweenCubes(device, color);
        }
    }

    private void onLine(float value, float[] color) {
        float position = value * (grid[0] - 1);
        int index = Math.min((int) position, grid[0] - 2);
        float upper = (position - index) / 257;
        float lower = 1f / 257 - upper;
        for (int i = 0; i < 3; i++) {
            color[i] = points[3 * index + i] * lower + points[3 * index + 3 + i] * upper;
        }
    }

    private void betweenCubes(float[] device, float[] color) {
        float position = device[0] * (grid[0] - 1);
        int index = Math.min((int) position, grid[0] - 2);
        float upper = (position - index) / 257;
        color[0] = color[1] = color[2] = 0;
        addCube(device, 1, index * strides[0], 1f / 257 - upper, color);
        if (upper > 0) {
            addCube(device, 1, (index + 1) * strides[0], upper, color);
        }
    }

    private void inCube(float[] device, int first, int base, float factor, float[] color) {
        color[0] = color[1] = color[2] = 0;
        addCube(device, first, base, factor, color);
    }

    /** Adds what a cube of the three channels from the first on has, times a factor. */
    private void addCube(float[] device, int first, int base, float factor, float[] color) {
        float x = device[first] * (grid[first] - 1);
        float y = device[first + 1] * (grid[first + 1] - 1);
        float z = device[first + 2] * (grid[first + 2] - 1);
        int left = Math.min((int) x, grid[first] - 2);
        int top = Math.min((int) y, grid[first + 1] - 2);
        int front = Math.min((int) z, grid[first + 2] - 2);
        int corner = base + left * strides[first] + top * strides[first + 1] + front * strides[first + 2];
        addTetrahedron(corner, first, x - left, y - top, z - front, factor, color);
    }

    /** Walks from the corner along the axes, that of the largest fraction first. */
    private void addTetrahedron(int corner, int first, float x, float y, float z, float factor, float[] color) {
        int dx = strides[first];
        int dy = strides[first + 1];
        int dz = strides[first + 2];
        // Plain comparisons: Math.max and Math.min of floats also mind the sign of zero, a seventh of the time of it
        // all.
        boolean xy = x >= y;
        boolean yz = y >= z;
        boolean xz = x >= z;
        float most = xy ? (xz ? x : z) : (yz ? y : z);
        float least = xy ? (yz ? z : y) : (xz ? z : x);
        float middle = x + y + z - most - least;
        int one = corner + (xy ? (xz ? dx : dz) : (yz ? dy : dz));
        int three = corner + dx + dy + dz;
        int two = three - (xy ? (yz ? dz : dy) : (xz ? dz : dx));
        float atCorner = (1 - most) * factor;
        float atOne = (most - middle) * factor;
        float atTwo = (middle - least) * factor;
        float atThree = least * factor;
        for (int i = 0; i < 3; i++) {
            color[i] += points[corner + i] * atCorner
                    + points[one + i] * atOne
                    + points[two + i] * atTwo
                    + points[three + i] * atThree;
        }
    }
}
