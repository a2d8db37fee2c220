package dev.qoe.plugin.pm;

import java.time.Instant;
import java.util.List;

/**
 * Counters that were taken together over the same period: a {@code measInfo}.
 *
 * @param id its name; may be empty
 * @param job the job that it belongs to; may be empty
 * @param end when its granularity period ended
 * @param seconds how long its granularity period was, in seconds, {@code > 0}; NaN if that is not
 *     known
 * @param counters the names of its counters; the value of each is found at the same place in a
 *     {@link PmObject}
 * @param line where it begins
 */
record PmGroup(
    String id, String job, Instant end, double seconds, List<String> counters, long line) {

  PmGroup {
    counters = List.copyOf(counters);
  }
}
