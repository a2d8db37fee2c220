package dev.qoe.core.journal;

import dev.qoe.core.config.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How large a journal may become and how often it forces the disk.
 *
 * <p><i>Immutable.</i>
 *
 * @param segmentBytes a file is closed by the first commit that takes it beyond this, in bytes, at
 *     least 65,536
 * @param segmentAge a file is closed by the first commit after this time, {@code > 0}
 * @param mostBytes most that all files with records may take, in bytes, at least {@code
 *     segmentBytes + pendingBytes}
 * @param pendingBytes memory for records that are not durable yet, in bytes, 1 MiB to 1 GiB
 * @param commitInterval least time from one commit to the next, 0 to 1 s
 * @param retryPause time from a failure to the next try, 1 ms to 1 h
 * @since 0.1
 */
public record JournalOptions(
    long segmentBytes,
    Duration segmentAge,
    long mostBytes,
    int pendingBytes,
    Duration commitInterval,
    Duration retryPause) {

  private static final int KIBI = 1024;
  private static final int MEBI = 1024 * KIBI;

  /**
   * Creates options.
   *
   * @throws ConfigurationException if a value is out of its range; names all such values
   */
  public JournalOptions {
    List<String> problems = new ArrayList<>();
    check(problems, "segmentBytes", segmentBytes, segmentBytes >= 64 * KIBI, "at least 65536");
    check(problems, "segmentAge", segmentAge, positive(segmentAge), "longer than 0, as in PT1H");
    check(
        problems,
        "mostBytes",
        mostBytes,
        mostBytes >= segmentBytes + pendingBytes,
        "at least segmentBytes + pendingBytes");
    check(
        problems,
        "pendingBytes",
        pendingBytes,
        pendingBytes >= MEBI && pendingBytes <= KIBI * MEBI,
        "1048576 to 1073741824");
    check(
        problems,
        "commitInterval",
        commitInterval,
        within(commitInterval, Duration.ZERO, Duration.ofSeconds(1)),
        "0 to 1 s, as in PT0.005S");
    check(
        problems,
        "retryPause",
        retryPause,
        within(retryPause, Duration.ofMillis(1), Duration.ofHours(1)),
        "1 ms to 1 h, as in PT1S");
    if (!problems.isEmpty()) {
      throw new ConfigurationException("options of the journal", problems);
    }
  }

  /**
   * Returns the usual options: files of 64 MiB or an hour, 10 GiB in all, 32 MiB in memory, a
   * commit every 5 ms, a try every second after a failure.
   */
  public static JournalOptions standard() {
    return builder().build();
  }

  /** Returns a builder that begins with the usual options. */
  public static Builder builder() {
    return new Builder();
  }

  private static void check(
      List<String> problems, String name, Object value, boolean holds, String rule) {
    if (!holds) {
      problems.add("%s must be %s: %s".formatted(name, rule, value));
    }
  }

  private static boolean positive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static boolean within(Duration duration, Duration least, Duration most) {
    return duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0;
  }

  /**
   * Collects options.
   *
   * <p><i>Confine to one thread.</i>
   *
   * @since 0.1
   */
  public static final class Builder {
    private long segmentBytes = 64L * MEBI;
    private Duration segmentAge = Duration.ofHours(1);
    private long mostBytes = 10L * KIBI * MEBI;
    private int pendingBytes = 32 * MEBI;
    private Duration commitInterval = Duration.ofMillis(5);
    private Duration retryPause = Duration.ofSeconds(1);

    private Builder() {}

    /** Sets the size that closes a file, in bytes, at least 65,536. */
    public Builder segmentBytes(long bytes) {
      segmentBytes = bytes;
      return this;
    }

    /** Sets the age that closes a file, {@code > 0}. */
    public Builder segmentAge(Duration age) {
      segmentAge = age;
      return this;
    }

    /**
     * Sets the most that all files with records may take, in bytes, at least {@code segmentBytes +
     * pendingBytes}.
     */
    public Builder mostBytes(long bytes) {
      mostBytes = bytes;
      return this;
    }

    /** Sets the memory for records that are not durable yet, in bytes, 1 MiB to 1 GiB. */
    public Builder pendingBytes(int bytes) {
      pendingBytes = bytes;
      return this;
    }

    /** Sets the least time from one commit to the next, 0 to 1 s. */
    public Builder commitInterval(Duration interval) {
      commitInterval = interval;
      return this;
    }

    /** Sets the time from a failure to the next try, 1 ms to 1 h. */
    public Builder retryPause(Duration pause) {
      retryPause = pause;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws ConfigurationException if a value is out of its range; names all such values
     */
    public JournalOptions build() {
      return new JournalOptions(
          segmentBytes, segmentAge, mostBytes, pendingBytes, commitInterval, retryPause);
    }
  }
}
