package dev.qoe.api.alert;

/**
 * Where an alert stands in its life.
 *
 * @since 0.1
 */
public enum AlertState {
  /** Its condition holds, but not yet for long enough. */
  PENDING(false),
  /** Its condition has held for long enough; nobody has taken it. */
  OPEN(true),
  /** Somebody has seen it. */
  ACKNOWLEDGED(true),
  /** Somebody works on it. */
  INVESTIGATING(true),
  /** Evidence, or a person, says that it is over. */
  RESOLVED(false),
  /**
   * Its indicators have fallen silent: it can be told neither that it lasts nor that it is over.
   */
  NO_DATA(true),
  /** It lasts, but something else hides it. */
  SUPPRESSED(true);

  private final boolean lasting;

  AlertState(boolean lasting) {
    this.lasting = lasting;
  }

  /** Returns whether an alert in this state is open in the wide sense: opened and not resolved. */
  public boolean lasting() {
    return lasting;
  }
}
