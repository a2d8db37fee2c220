package dev.qoe.core.service.video;

import java.nio.file.Path;
import java.util.List;

/**
 * The random forest of ITU-T P.1203.3: twenty regression trees over fourteen features of a session.
 *
 * <p>Its tables are not part of this library, because their licence forbids it. Who may use them
 * loads them from a folder.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class Forest {

  /** The number of trees, {@value}. */
  public static final int TREES = 20;

  private final List<Tree> trees;

  private Forest(List<Tree> trees) {
    this.trees = List.copyOf(trees);
  }

  /**
   * Returns the forest of the twenty CSV files in a folder, one a tree, with columns {@code node,
   * feature, threshold, left, right} and perhaps a header. Blocks while it reads.
   *
   * @throws IllegalArgumentException if the folder does not hold twenty such files, or a row breaks
   *     a rule; the message names file, line and rule
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static Forest load(Path folder) {
    return new Forest(ForestReader.read(folder));
  }

  /** Returns RF, the mean of the leaves that the features lead to. */
  double predict(double[] features) {
    double sum = 0;
    for (Tree tree : trees) {
      sum += tree.predict(features);
    }
    return sum / trees.size();
  }

  /** Returns for example {@code forest of 20 trees, 2056 nodes}. */
  @Override
  public String toString() {
    int nodes = trees.stream().mapToInt(tree -> tree.feature.length).sum();
    return "forest of %d trees, %d nodes".formatted(trees.size(), nodes);
  }

  /** One regression tree, as parallel columns; node 0 is the root and a leaf has feature -1. */
  static final class Tree {
    static final int LEAF = -1;

    private final int[] feature;
    private final double[] threshold;
    private final int[] left;
    private final int[] right;

    Tree(int[] feature, double[] threshold, int[] left, int[] right) {
      this.feature = feature;
      this.threshold = threshold;
      this.left = left;
      this.right = right;
    }

    double predict(double[] features) {
      int node = 0;
      while (feature[node] != LEAF) {
        node = features[feature[node]] < threshold[node] ? left[node] : right[node];
      }
      return threshold[node];
    }
  }
}
