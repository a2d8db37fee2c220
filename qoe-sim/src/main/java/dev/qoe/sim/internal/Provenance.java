package dev.qoe.sim.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What made a result: version of the library, the user's code, the commit in the working folder.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class Provenance {

  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private Provenance() {}

  /** Returns the version of this library, or {@code development} where no jar tells it. */
  public static String version() {
    Package of = Provenance.class.getPackage();
    return Optional.ofNullable(of.getImplementationVersion())
        .or(
            () ->
                Optional.ofNullable(Provenance.class.getModule().getDescriptor())
                    .flatMap(module -> module.rawVersion()))
        .orElse("development");
  }

  /**
   * Returns a digest of the class files that the user's code stands in, so that results of other
   * code are not mixed with these; {@code unknown} where there is no such file, as in JShell.
   */
  public static String code(List<Class<?>> classes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Class<?> type : classes) {
        Optional<byte[]> bytes = classFile(type);
        if (bytes.isEmpty()) {
          return "unknown";
        }
        digest.update(bytes.get());
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException | IOException e) {
      return "unknown";
    }
  }

  /** A lambda has no file of its own; the class that it was written in has. */
  private static Optional<byte[]> classFile(Class<?> type) throws IOException {
    String name = type.getName();
    int lambda = name.indexOf("$$Lambda");
    String host = lambda < 0 ? name : name.substring(0, lambda);
    String file = "/" + host.replace('.', '/') + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    }
  }

  /** Adds to a manifest when a run started, how long it took, on how many threads, and where. */
  public static void describe(ObjectNode manifest, Instant started, Duration took, int threads) {
    manifest.put("started", started.toString());
    manifest.put("seconds", took.toMillis() / 1000.0);
    manifest.put("threads", threads);
    manifest.put("jvm", System.getProperty("java.vm.name") + " " + Runtime.version());
    manifest.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    commit(Path.of("")).ifPresent(commit -> manifest.put("git", commit));
  }

  /**
   * Writes a manifest, a field a line.
   *
   * @throws IOException if the file cannot be written
   */
  public static void write(ObjectNode manifest, Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(manifest) + "\n");
  }

  /** Returns the commit that is checked out at a folder or above it. */
  static Optional<String> commit(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      Path git = at.resolve(".git");
      if (Files.exists(git)) {
        try {
          return commitOf(git);
        } catch (IOException e) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> commitOf(Path git) throws IOException {
    Path own = git;
    if (Files.isRegularFile(git)) {
      own = git.resolveSibling(read(git).substring("gitdir:".length()).strip());
    }
    String head = read(own.resolve("HEAD"));
    if (!head.startsWith("ref:")) {
      return Optional.of(head);
    }
    String ref = head.substring("ref:".length()).strip();
    Path shared = own.resolve("commondir");
    Path refs = Files.exists(shared) ? own.resolve(read(shared)).normalize() : own;
    if (Files.exists(refs.resolve(ref))) {
      return Optional.of(read(refs.resolve(ref)));
    }
    Path packed = refs.resolve("packed-refs");
    return Files.exists(packed)
        ? Files.readAllLines(packed).stream()
            .filter(line -> line.endsWith(" " + ref))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .findFirst()
        : Optional.empty();
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }
}
