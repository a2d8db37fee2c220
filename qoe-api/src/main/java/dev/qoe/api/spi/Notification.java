package dev.qoe.api.spi;

import dev.qoe.api.alert.Alert;
import dev.qoe.api.internal.Checks;

/**
 * A message about an alert to somebody.
 *
 * <p>Immutable.
 *
 * @param key what makes two deliveries the same message, so that a retry is not sent twice
 * @param recipient to whom, in the channel's own form, for example an e-mail address
 * @param subject one line
 * @param text all of it
 * @param alert the alert it speaks of
 * @since 0.1
 */
public record Notification(String key, String recipient, String subject, String text, Alert alert) {

  /**
   * Creates a message.
   *
   * @throws IllegalArgumentException if key or recipient is blank
   */
  public Notification {
    Checks.notBlank(key, "key of a notification");
    Checks.notBlank(recipient, "recipient of a notification");
  }
}
