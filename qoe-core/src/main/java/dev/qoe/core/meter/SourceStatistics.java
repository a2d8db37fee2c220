package dev.qoe.core.meter;

/**
 * The figures of one source of measurements, always as they are now.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public interface SourceStatistics {

  /** Returns whose source it is. */
  String tenant();

  /** Returns its name. */
  String source();

  /** Returns how many measurements it handed in. */
  long received();

  /** Returns how many of them were refused. */
  long rejected();

  /** Returns how many were given up after they had been accepted. */
  long dropped();

  /** Returns how many came after their window had closed. */
  long late();

  /** Returns how many were refused because they were stamped with a time to come. */
  long future();

  /** Returns how many were stamped ahead of the clock and had to wait for it. */
  long ahead();

  /** Returns how far ahead of the clock the furthest of those was stamped, in seconds. */
  double mostAheadSeconds();
}
