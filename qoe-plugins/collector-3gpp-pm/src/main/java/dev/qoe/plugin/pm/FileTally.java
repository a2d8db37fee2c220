package dev.qoe.plugin.pm;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What was found in a file, to say why nothing came of it. Confine to one thread. */
final class FileTally {

  private static final int EXAMPLES = 8;

  private final Set<String> counters = new LinkedHashSet<>();
  private long groups;
  private long objects;
  private long values;
  private long mapped;
  private long bad;
  private String firstBad = "";

  void group(PmGroup group) {
    groups++;
    if (counters.size() < EXAMPLES) {
      group.counters().stream().limit(EXAMPLES).forEach(counters::add);
    }
  }

  void object() {
    objects++;
  }

  void value() {
    values++;
  }

  /** Notes how many indicators a group is needed for. */
  void mapped(int rules) {
    mapped += rules;
  }

  /** Notes a bad line; returns how many there were. */
  long bad(String what) {
    if (firstBad.isEmpty()) {
      firstBad = what;
    }
    return ++bad;
  }

  /** Returns why the file yielded nothing; empty if it did yield something. */
  Optional<String> barren(Profile profile, boolean raw) {
    if (values > 0) {
      return Optional.empty();
    }
    String first = bad == 0 ? "" : " (%d lines were bad; the first: %s)".formatted(bad, firstBad);
    if (groups == 0 || objects == 0) {
      return Optional.of("it yields nothing: it holds no measInfo with values" + first);
    }
    if (mapped == 0 && !raw) {
      return Optional.of(
          "it yields nothing: no indicator of the profiles (%s) is made of its counters, such as %s"
                  .formatted(profile.name(), counters.stream().limit(EXAMPLES).toList())
              + " (name a profile that maps them, or set 'counters' to 'all')"
              + first);
    }
    return Optional.of(
        "it yields nothing: the values of its %d objects are blank, or not enough for an indicator"
                .formatted(objects)
            + first);
  }
}
