package dev.qoe.plugin.pm;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a folder whose names match patterns, in the order of names, which is that of time
 * within a sender (TS 32.432). Immutable.
 */
final class FolderScan {

  private static final int DEEPEST = 32;

  private final List<String> patterns;
  private final List<PathMatcher> matchers;
  private final boolean deep;

  /**
   * Creates a scan.
   *
   * @param patterns globs of names
   * @param deep whether folders within are looked at too
   * @throws IllegalArgumentException if a pattern is none
   */
  FolderScan(List<String> patterns, boolean deep) {
    this.patterns = List.copyOf(patterns);
    this.matchers =
        patterns.stream().map(p -> FileSystems.getDefault().getPathMatcher("glob:" + p)).toList();
    this.deep = deep;
  }

  /**
   * Returns the files.
   *
   * @throws IOException if the folder cannot be read, or holds files of which none matches
   */
  List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    List<Path> others = new ArrayList<>();
    try (Stream<Path> paths =
        Files.walk(folder, deep ? DEEPEST : 1, FileVisitOption.FOLLOW_LINKS)) {
      paths
          .filter(Files::isRegularFile)
          .filter(path -> !String.valueOf(path.getFileName()).startsWith("."))
          .forEach(path -> (matches(path.getFileName()) ? found : others).add(path));
    } catch (java.io.UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (found.isEmpty() && !others.isEmpty()) {
      throw new IOException(
          "it holds %d files, but none is called as %s (example: %s)"
              .formatted(others.size(), patterns, others.get(0).getFileName()));
    }
    found.sort(
        Comparator.comparing((Path path) -> String.valueOf(path.getFileName()))
            .thenComparing(Path::toString));
    return found;
  }

  private boolean matches(Path name) {
    return matchers.stream().anyMatch(matcher -> matcher.matches(name));
  }
}
