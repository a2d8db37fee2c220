package dev.qoe.core.service.video;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads a forest from CSV files, one a tree, and refuses what is not a tree.
 *
 * <p>Thread-safe.
 */
final class ForestReader {

  private static final String COLUMNS = "node,feature,threshold,left,right";

  private ForestReader() {}

  static List<Forest.Tree> read(Path folder) {
    return files(folder).stream().map(ForestReader::readTree).toList();
  }

  /** Returns the files in the order of the numbers in their names: tree2 before tree10. */
  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "the forest must be a folder of %d CSV files: '%s' is none"
              .formatted(Forest.TREES, folder));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(file -> file.getFileName().toString().endsWith(".csv"))
              .sorted(
                  Comparator.comparingInt((Path file) -> file.getFileName().toString().length())
                      .thenComparing(file -> file.getFileName().toString()))
              .toList();
      if (files.size() != Forest.TREES) {
        throw new IllegalArgumentException(
            "the forest's folder '%s' must hold %d CSV files, one a tree: it holds %d"
                .formatted(folder, Forest.TREES, files.size()));
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the forest's folder '%s'".formatted(folder), e);
    }
  }

  private static Forest.Tree readTree(Path file) {
    List<Row> rows = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord record : reader) {
        if (!isHeader(record)) {
          rows.add(Row.of(file, record));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read tree '%s'".formatted(file), e);
    }
    return tree(file, rows);
  }

  private static boolean isHeader(CsvRecord record) {
    return record.getStartingLineNumber() == 1 && !record.getField(0).matches("[-+. 0-9eE]+");
  }

  private static Forest.Tree tree(Path file, List<Row> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException(
          "tree '%s' is empty: rows are %s".formatted(file, COLUMNS));
    }
    int n = rows.size();
    int[] feature = new int[n];
    double[] threshold = new double[n];
    int[] left = new int[n];
    int[] right = new int[n];
    boolean[] seen = new boolean[n];
    for (Row row : rows) {
      row.check(row.node >= 0 && row.node < n, "node", row.node, "0 to " + (n - 1));
      row.check(!seen[row.node], "node", row.node, "a node that was not there before");
      seen[row.node] = true;
      feature[row.node] = row.feature;
      threshold[row.node] = row.threshold;
      left[row.node] = row.left;
      right[row.node] = row.right;
    }
    checkParents(rows, feature, left, right);
    return new Forest.Tree(feature, threshold, left, right);
  }

  /** Checks that all nodes hang together below node 0, each by one parent: so every walk ends. */
  private static void checkParents(List<Row> rows, int[] feature, int[] left, int[] right) {
    boolean[] hasParent = new boolean[rows.size()];
    for (Row row : rows) {
      if (row.feature != Forest.Tree.LEAF) {
        row.checkChild("left", row.left, hasParent);
        row.checkChild("right", row.right, hasParent);
      }
    }
    boolean[] reached = new boolean[rows.size()];
    Deque<Integer> waiting = new ArrayDeque<>(List.of(0));
    while (!waiting.isEmpty()) {
      int node = waiting.pop();
      reached[node] = true;
      if (feature[node] != Forest.Tree.LEAF) {
        waiting.push(right[node]);
        waiting.push(left[node]);
      }
    }
    for (Row row : rows) {
      row.check(reached[row.node], "node", row.node, "reached from node 0");
    }
  }

  /** One node, and where it stands. */
  private record Row(
      Path file, long line, int node, int feature, double threshold, int left, int right) {

    static Row of(Path file, CsvRecord record) {
      String at = "tree '%s', line %d: ".formatted(file, record.getStartingLineNumber());
      if (record.getFieldCount() != 5) {
        throw new IllegalArgumentException(
            at + "must have 5 fields, %s: it has %d".formatted(COLUMNS, record.getFieldCount()));
      }
      Row row =
          new Row(
              file,
              record.getStartingLineNumber(),
              whole(at, "node", record.getField(0)),
              whole(at, "feature", record.getField(1)),
              number(at, "threshold", record.getField(2)),
              whole(at, "left", record.getField(3)),
              whole(at, "right", record.getField(4)));
      row.check(
          row.feature >= Forest.Tree.LEAF && row.feature < ForestFeatures.COUNT,
          "feature",
          row.feature,
          "-1 (a leaf) to 13");
      if (row.feature == Forest.Tree.LEAF) {
        row.check(row.left == -1, "left", row.left, "-1 in a leaf");
        row.check(row.right == -1, "right", row.right, "-1 in a leaf");
      }
      return row;
    }

    void checkChild(String column, int child, boolean[] hasParent) {
      check(child > 0 && child < hasParent.length, column, child, "1 to " + (hasParent.length - 1));
      check(!hasParent[child], column, child, "a node that has no parent yet");
      hasParent[child] = true;
    }

    void check(boolean holds, String column, int value, String rule) {
      if (!holds) {
        throw new IllegalArgumentException(
            "tree '%s', line %d: %s must be %s: %d".formatted(file, line, column, rule, value));
      }
    }

    private static double number(String at, String column, String text) {
      try {
        double value = Double.parseDouble(text.strip());
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            at + "%s must be a number: '%s'".formatted(column, text), e);
      }
      throw new IllegalArgumentException(at + "%s must be finite: '%s'".formatted(column, text));
    }

    private static int whole(String at, String column, String text) {
      double value = number(at, column, text);
      if (value != (int) value) {
        throw new IllegalArgumentException(
            at + "%s must be a whole number: '%s'".formatted(column, text));
      }
      return (int) value;
    }
  }
}
