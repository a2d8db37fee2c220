package dev.qoe.core.service.video;

/**
 * A change that Amendment 1 to ITU-T P.1203.3 allows; all are off unless asked for.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public enum Amendment {
  /** Clause 8.2: bad sound pulls good pictures down further. */
  AUDIOVISUAL("amendment_1_audiovisual"),
  /** Clause 8.4: more than 15 s of weighted stalling pulls the score down to 1 at 30 s. */
  STALLING("amendment_1_stalling"),
  /** Appendix II: no penalties for changes of quality; for scores of the P.1204 family. */
  APPENDIX_II("amendment_1_app_2");

  private final String label;

  Amendment(String label) {
    this.label = label;
  }

  /** Returns the name of its switch in JSON input. */
  public String label() {
    return label;
  }
}
