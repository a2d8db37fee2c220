package dev.qoe.plugin.drivetest;

/**
 * Something wrong in a file, which is counted by its reason.
 *
 * <p>Immutable.
 *
 * @param reason a word that names the kind of mistake
 * @param place file and line
 * @param detail field, value, rule and remedy
 */
record Remark(String reason, String place, String detail) implements Line {

  /** The file is no drive test. */
  static final String NOT_A_DRIVE_TEST = "not-a-drive-test";

  /** The file holds nothing at all. */
  static final String EMPTY_FILE = "empty-file";

  /** The file cannot be read. */
  static final String UNREADABLE_FILE = "unreadable-file";

  /** Two files are of the same name but for their endings. */
  static final String DUPLICATE_TRACE = "duplicate-trace";

  /** The compressed data end or break off. */
  static final String BROKEN_GZIP = "broken-gzip";

  /** The quotes of a file are wrong. */
  static final String BROKEN_CSV = "broken-csv";

  /** The first line lacks columns. */
  static final String MISSING_COLUMN = "missing-column";

  /** A row has too few or too many fields. */
  static final String WRONG_FIELD_COUNT = "wrong-field-count";

  /** A field holds text where a number belongs. */
  static final String NOT_A_NUMBER = "not-a-number";

  /** A field holds something else than a time. */
  static final String NOT_A_TIME = "not-a-time";

  /** A number is beyond what its column can hold. */
  static final String OUT_OF_RANGE = "out-of-range";

  /** The mode of the radio is not known. */
  static final String UNKNOWN_RAT = "unknown-rat";

  /** A row is older than the one before it. */
  static final String TIME_BACKWARDS = "time-backwards";
}
