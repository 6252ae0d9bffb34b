package org.obzvon.comparison;

/// Ordinary least squares with standard errors that do not assume equal spread (White 1980: HC0, HC1; MacKinnon and
/// White 1985: HC2, HC3). It adjusts a difference by several covariates: columns 1, arm, x give the analysis of
/// covariance; 1, arm, x - mean, arm·(x - mean) the estimator of Lin (2013).
public final class Regression {
  /// A column is singular if its part not explained by the columns before it is below this.
  private static final double SINGULAR = 1e-12;

  private final double[][] x;
  private final double[] residuals;
  private final double[][] inverse;
  private final double[] coefficients;

  private Regression(double[][] x, double[] y) {
    this.x = x;
    int columns = x[0].length;
    double[][] products = new double[columns][columns];
    double[] right = new double[columns];
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < columns; i++) {
        right[i] += x[row][i] * y[row];
        for (int j = 0; j < columns; j++) {
          products[i][j] += x[row][i] * x[row][j];
        }
      }
    }
    inverse = invert(products);
    coefficients = times(inverse, right);
    residuals = new double[y.length];
    for (int row = 0; row < x.length; row++) {
      residuals[row] = y[row] - dot(x[row], coefficients);
    }
  }

  /// @param x one row for each account, at least one row more than columns
  /// @throws IllegalArgumentException when a column follows from the others
  public static Regression fit(double[][] x, double[] y) {
    if (x.length <= x[0].length) {
      throw new IllegalArgumentException("more rows than columns are needed");
    }
    return new Regression(x, y);
  }

  public enum Spread {
    EQUAL,
    HC0,
    HC1,
    HC2,
    HC3
  }

  public double coefficient(int column) {
    return coefficients[column];
  }

  public double standardError(int column, Spread spread) {
    double rows = x.length;
    double free = rows - coefficients.length;
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < x.length; row++) {
      double[] influence = times(inverse, x[row]);
      double hat = dot(x[row], influence);
      double residual = residuals[row];
      squares += residual * residual;
      double weight = switch (spread) {
        case EQUAL, HC0 -> 1;
        case HC1 -> rows / free;
        case HC2 -> 1 / (1 - hat);
        case HC3 -> 1 / ((1 - hat) * (1 - hat));
      };
      sum += weight * Math.pow(residual * influence[column], 2);
    }
    return Math.sqrt(spread == Spread.EQUAL ? squares / free * inverse[column][column] : sum);
  }

  /// Inverts a symmetric matrix with positive pivots by Gauss-Jordan.
  private static double[][] invert(double[][] matrix) {
    int size = matrix.length;
    double[][] work = new double[size][2 * size];
    for (int row = 0; row < size; row++) {
      System.arraycopy(matrix[row], 0, work[row], 0, size);
      work[row][size + row] = 1;
    }
    for (int pivot = 0; pivot < size; pivot++) {
      if (work[pivot][pivot] <= SINGULAR * matrix[pivot][pivot]) {
        throw new IllegalArgumentException("column " + pivot + " follows from the others");
      }
      eliminate(work, pivot);
    }
    double[][] inverted = new double[size][];
    for (int row = 0; row < size; row++) {
      inverted[row] = java.util.Arrays.copyOfRange(work[row], size, 2 * size);
    }
    return inverted;
  }

  private static void eliminate(double[][] work, int pivot) {
    double scale = work[pivot][pivot];
    for (int column = 0; column < work[pivot].length; column++) {
      work[pivot][column] /= scale;
    }
    for (int row = 0; row < work.length; row++) {
      double factor = row == pivot ? 0 : work[row][pivot];
      for (int column = 0; column < work[row].length; column++) {
        work[row][column] -= factor * work[pivot][column];
      }
    }
  }

  private static double[] times(double[][] matrix, double[] vector) {
    double[] product = new double[matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      product[row] = dot(matrix[row], vector);
    }
    return product;
  }

  private static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int index = 0; index < left.length; index++) {
      sum += left[index] * right[index];
    }
    return sum;
  }
}
