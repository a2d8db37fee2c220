package dev.qoe.core.engine;

/**
 * A measurement that a journal brings back. It is filled again and again: making one for each would
 * take longer than judging it. Confine to one thread.
 */
final class RecoveredMeasurement {

  long sequence;

  /** The number of its series in the journal. */
  int id;

  /** Event time, in microseconds of the epoch. */
  long micros;

  /** When it came in, in microseconds of the epoch. */
  long ingest;

  double value;

  /** How far it can be trusted, 0 to 1. */
  double quality;

  /** How many single values it stands for, {@code > 0}. */
  double weight;

  /** As they are in the journal. */
  int flags;

  /** Makes it a measurement that stands for one value. */
  void fill(
      long sequence, int id, long micros, long ingest, double value, double quality, int flags) {
    this.sequence = sequence;
    this.id = id;
    this.micros = micros;
    this.ingest = ingest;
    this.value = value;
    this.quality = quality;
    this.weight = 1;
    this.flags = flags;
  }

  /** Makes it one that stands for more or less than one value. */
  void fill(long sequence, JournalEntries.Weighed one) {
    fill(sequence, one.id(), one.micros(), one.ingest(), one.value(), one.quality(), one.flags());
    weight = one.weight();
  }
}
