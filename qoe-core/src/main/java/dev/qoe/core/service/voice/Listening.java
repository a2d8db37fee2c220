package dev.qoe.core.service.voice;

/**
 * Whether people listen with one ear or with two: codecs are judged more strictly with two.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Listening {
  /** With one ear, as with a handset. */
  MONOTIC,
  /** With both ears, as with a headset. */
  DIOTIC
}
