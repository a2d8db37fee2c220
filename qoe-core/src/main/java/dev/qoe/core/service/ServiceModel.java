package dev.qoe.core.service;

/**
 * A pure function from the parameters of a service to what its users experience.
 *
 * <p>A model holds no state: equal inputs give equal results, bit for bit, on every thread.
 * Thread-safe.
 *
 * @param <I> the validated, immutable input
 * @param <R> the result, with every intermediate term
 * @since 0.1
 */
public interface ServiceModel<I, R extends ModelResult> {

  /** Returns what this model is, where it comes from and how sure its constants are. */
  ModelDescriptor descriptor();

  /** Returns the experience that {@code input} gives. */
  R score(I input);
}
