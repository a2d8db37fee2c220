package dev.qoe.core.service.web;

/**
 * A law that gives the quality people experience from one parameter of the network or the service.
 *
 * <p>Which law fits: waiting times and rates follow the logarithm ({@link LogarithmicLaw}),
 * impairments such as loss and stalling the exponential ({@link IqxLaw}). Immutable.
 *
 * @since 0.1
 */
public sealed interface QualityLaw permits IqxLaw, LogarithmicLaw {

  /**
   * Returns the quality at a value of the parameter, not clamped.
   *
   * @param qos the parameter, in the unit for which the law was found
   */
  double at(double qos);

  /**
   * Returns the value of the parameter at which the law gives {@code quality}.
   *
   * @throws IllegalArgumentException if the law gives this quality nowhere
   */
  double inverse(double quality);
}
