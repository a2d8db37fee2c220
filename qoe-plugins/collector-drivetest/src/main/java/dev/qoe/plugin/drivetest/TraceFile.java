package dev.qoe.plugin.drivetest;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A file that may hold a drive test.
 *
 * <p>Immutable.
 *
 * @param path where it is
 * @param place its path below the input folder, with slashes
 * @param name the place without {@code .csv} or {@code .csv.gz}: the name of the trace
 */
record TraceFile(Path path, String place, String name) {

  private static final Pattern ENDING = Pattern.compile("(?i)\\.csv(\\.gz)?$");

  /** Returns whether it is named as if it were compressed. */
  boolean namedGzip() {
    return place.toLowerCase(Locale.ROOT).endsWith(".gz");
  }

  /**
   * Returns the file {@code input}, or all drive tests below the folder {@code input} in the order
   * of their names; hidden files and folders are passed over.
   *
   * @throws IOException if the folder cannot be read
   */
  static List<TraceFile> list(Path input, Consumer<Remark> remarks) throws IOException {
    if (!Files.isDirectory(input)) {
      return List.of(of(input, String.valueOf(input.getFileName())));
    }
    List<TraceFile> files = new ArrayList<>();
    Files.walkFileTree(
        input,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return hidden(folder) && !folder.equals(input)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String place = input.relativize(file).toString().replace('\\', '/');
            if (ENDING.matcher(place).find() && !hidden(file)) {
              files.add(of(file, place));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(input)) {
              throw e;
            }
            remarks.accept(unreadable(input.relativize(file).toString(), e));
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(TraceFile::place));
    return withoutDuplicates(files, remarks);
  }

  private static boolean hidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  /** Returns the remark that {@code place} cannot be read. */
  static Remark unreadable(String place, IOException e) {
    return new Remark(
        Remark.UNREADABLE_FILE,
        place,
        "cannot be read: %s (make it readable or take it away)".formatted(e));
  }

  private static TraceFile of(Path path, String place) {
    return new TraceFile(path, place, ENDING.matcher(place).replaceFirst(""));
  }

  private static List<TraceFile> withoutDuplicates(
      List<TraceFile> files, Consumer<Remark> remarks) {
    Set<String> names = new HashSet<>();
    List<TraceFile> unique = new ArrayList<>();
    for (TraceFile file : files) {
      if (names.add(file.name)) {
        unique.add(file);
      } else {
        remarks.accept(
            new Remark(
                Remark.DUPLICATE_TRACE,
                file.place,
                "trace '%s' is there twice; only the first is read (take one away)"
                    .formatted(file.name)));
      }
    }
    return unique;
  }
}
