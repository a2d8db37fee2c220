package dev.qoe.sim.whatif;

import java.util.LinkedHashSet;
import java.util.Set;

/** What an element adds to the way of all packets that pass it. Confine to one thread. */
final class Impairment {

  private double delayMillis;
  private double jitterSquares;
  private double passing = 1;
  private final Set<Law> laws = new LinkedHashSet<>();

  /**
   * Adds something.
   *
   * @param delay one way, in ms; negative where it gets shorter
   * @param squares of jitter, in ms squared; negative where it gets steadier
   * @param passingRatio the share that passes now over the share that passed before
   */
  void add(double delay, double squares, double passingRatio, Law law) {
    delayMillis += delay;
    jitterSquares += squares;
    passing *= passingRatio;
    laws.add(law);
  }

  boolean nothing() {
    return delayMillis == 0 && jitterSquares == 0 && passing == 1;
  }

  double delayMillis() {
    return delayMillis;
  }

  double jitter(double before) {
    return Math.sqrt(Math.max(0, before * before + jitterSquares));
  }

  boolean movesJitter() {
    return jitterSquares != 0;
  }

  double loss(double before) {
    return 1 - (1 - before) * passing;
  }

  boolean movesLoss() {
    return passing != 1;
  }

  /** Returns a law named by what caused it, and trusted as far as both are. */
  Law seenThrough(Law law) {
    String name = law.name();
    double trust = law.trust();
    for (Law source : laws) {
      name = source.name().equals(Law.ASKED.name()) ? name : source.name();
      trust *= source.trust();
    }
    return new Law(name, law.assumption(), trust);
  }

  Set<Law> laws() {
    return laws;
  }
}
