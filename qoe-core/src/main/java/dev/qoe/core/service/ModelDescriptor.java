package dev.qoe.core.service;

import java.util.List;
import java.util.Optional;

/**
 * What a service model is, where it comes from and how sure its constants are.
 *
 * <p>Immutable.
 *
 * @param name the name by which the command line knows it, for example {@code g107}
 * @param title what it scores, in one line
 * @param standard the document it follows, for example {@code ITU-T G.107}, or {@code not
 *     standardised}
 * @param edition the edition of that document, for example {@code 06/2015}, or {@code not
 *     standardised}
 * @param certainties how sure each group of constants and equations is, the least sure included
 * @param note licence, patents and scope that a user must know; may be empty
 * @since 0.1
 */
public record ModelDescriptor(
    String name,
    String title,
    String standard,
    String edition,
    List<Assurance> certainties,
    String note) {

  /** Creates a descriptor; the list is copied. */
  public ModelDescriptor {
    certainties = List.copyOf(certainties);
  }

  /** Returns the least sure statement about this model, if there is any. */
  public Optional<Certainty> leastCertain() {
    return certainties.stream().map(Assurance::certainty).max(Enum::compareTo);
  }

  /**
   * How sure one group of constants or equations is.
   *
   * <p>Immutable.
   *
   * @param subject what it speaks of, for example {@code (7-29) burst ratio}
   * @param certainty how sure it is
   */
  public record Assurance(String subject, Certainty certainty) {}
}
