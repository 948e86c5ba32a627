package dev.darkroom.image.color;

/** Nine numbers, row by row, that turn a column of three into another. Immutable; the array is not shared. */
final class Matrix3 {
    static final Matrix3 IDENTITY = ofRows(1, 0, 0, 0, 1, 0, 0, 0, 1);

    private final double[] cells;

    /** Takes over the array. */
    private Matrix3(double[] cells) {
        this.cells = cells;
    }

    /** @param cells nine, row by row */
    static Matrix3 ofRows(double... cells) {
        return new Matrix3(cells.clone());
    }

    /** The matrix whose columns are these, of three numbers each. */
    static Matrix3 ofColumns(double[] first, double[] second, double[] third) {
        return new Matrix3(new double[] {
            first[0], second[0], third[0], first[1], second[1], third[1], first[2], second[2], third[2]
        });
    }

    double at(int row, int column) {
        return cells[3 * row + column];
    }

    /** What applies the other first, then this. */
    Matrix3 times(Matrix3 other) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int i = 0; i < 3; i++) {
                    product[3 * row + column] += at(row, i) * other.at(i, column);
                }
            }
        }
        return new Matrix3(product);
    }

    /** By cofactors; of a matrix that has an inverse. */
    Matrix3 inverse() {
        double[] inverse = new double[9];
        double determinant = 0;
        for (int i = 0; i < 3; i++) {
            determinant += at(0, i) * cofactor(0, i);
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                inverse[3 * row + column] = cofactor(column, row) / determinant;
            }
        }
        return new Matrix3(inverse);
    }

    /** Row by row. */
    float[] toFloats() {
        float[] floats = new float[9];
        for (int i = 0; i < 9; i++) {
            floats[i] = (float) cells[i];
        }
        return floats;
    }

    private double cofactor(int row, int column) {
        int nextRow = (row + 1) % 3;
        int lastRow = (row + 2) % 3;
        int nextColumn = (column + 1) % 3;
        int lastColumn = (column + 2) % 3;
        return at(nextRow, nextColumn) * at(lastRow, lastColumn) - at(nextRow, lastColumn) * at(lastRow, nextColumn);
    }
}
