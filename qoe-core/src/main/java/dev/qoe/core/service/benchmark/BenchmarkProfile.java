package dev.qoe.core.service.benchmark;

import dev.qoe.core.internal.Checks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a benchmark measures, which values are bad and good, and how much each counts.
 *
 * <p>The shape is that of ETSI TR 103 559: linear between bad and good, weighted sums per service
 * and over services. The profiles that come with the library are no ETSI score; each states its
 * source. Immutable.
 *
 * @param name its name, for example {@code nps-v1-like}
 * @param version its version, for example {@code 1}
 * @param source where its numbers come from
 * @param maximumPoints the points of a network that is good in everything, {@code > 0}
 * @param groups the services; not empty
 * @since 0.1
 */
public record BenchmarkProfile(
    String name, String version, String source, double maximumPoints, List<BenchmarkGroup> groups) {

  private static final List<String> BUILT_IN = List.of("nps-v1-like", "nps-v2-like");

  /**
   * Creates a profile; the list is copied.
   *
   * @throws IllegalArgumentException if {@code maximumPoints <= 0}, there is no group, or two KPIs
   *     or groups have one name
   */
  public BenchmarkProfile {
    Checks.positive("maximumPoints", maximumPoints);
    groups = List.copyOf(groups);
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("groups of profile %s must not be empty".formatted(name));
    }
    unique("KPI", groups.stream().flatMap(BenchmarkGroup::allKpis).map(BenchmarkKpi::code));
    unique("group", groups.stream().flatMap(BenchmarkGroup::allNames));
  }

  /** Returns the names of the profiles that come with the library. */
  public static List<String> builtInNames() {
    return BUILT_IN;
  }

  /**
   * Returns a profile that comes with the library.
   *
   * @throws IllegalArgumentException if there is none of this name; the message lists the names
   */
  public static BenchmarkProfile builtIn(String name) {
    if (!BUILT_IN.contains(name)) {
      throw new IllegalArgumentException(
          "no built-in benchmark profile '%s'; known are %s".formatted(name, BUILT_IN));
    }
    try (InputStream in = BenchmarkProfile.class.getResourceAsStream(name + ".json")) {
      if (in == null) {
        throw new IllegalStateException("resource of profile '%s' is missing".formatted(name));
      }
      return ProfileReader.read(name, in);
    } catch (IOException e) {
      throw new IllegalStateException("resource of profile '%s' cannot be read".formatted(name), e);
    }
  }

  /**
   * Reads a profile of the caller's from a JSON file. Blocks while it reads.
   *
   * @throws IOException if the file cannot be read
   * @throws InvalidProfileException if it is no profile; holds every mistake in it
   */
  public static BenchmarkProfile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ProfileReader.read(file.toString(), in);
    }
  }

  /** Returns all KPIs, in the order of the groups. */
  public List<BenchmarkKpi> kpis() {
    return groups.stream().flatMap(BenchmarkGroup::allKpis).toList();
  }

  private static void unique(String what, Stream<String> names) {
    List<String> all = names.toList();
    List<String> twice =
        all.stream().filter(each -> all.indexOf(each) < all.lastIndexOf(each)).distinct().toList();
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException(
          "names must be unique in a profile; more than one %s is called %s"
              .formatted(what, twice));
    }
  }
}
