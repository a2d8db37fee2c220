package dev.qoe.core.service.interactive;

/**
 * How sensitive a game is to delay and dropped frames: the classes of ITU-T G.1072 (01/2020).
 *
 * <p>The Recommendation gives medium and high the same coefficients; these agree in two public
 * sources. Immutable.
 *
 * @since 0.1
 */
@SuppressWarnings("ImmutableEnumChecker") // the fields are records of numbers
public enum InteractionClass {
  /** The player has time, for example in a turn-based game. */
  LOW(
      new Loss(29.13, .01344, -1.283, 6.724),
      new Loss(23.43, .008574, -.9253, 5.855),
      new Delay(47.97, 2.097, .01073, -4.567)),
  /** The same as high. */
  MEDIUM(
      new Loss(47.03, .01747, -1.823, 10.7),
      new Loss(54.71, .02589, -2.485, 9.306),
      new Delay(90, 1.191, .009775, -18.73)),
  /** The player must react at once, for example in a shooter. */
  HIGH(
      new Loss(47.03, .01747, -1.823, 10.7),
      new Loss(54.71, .02589, -2.485, 9.306),
      new Delay(90, 1.191, .009775, -18.73));

  private final Loss temporal;
  private final Loss input;
  private final Delay delay;

  InteractionClass(Loss temporal, Loss input, Delay delay) {
    this.temporal = temporal;
    this.input = input;
    this.delay = delay;
  }

  /** Returns d1 to d4, of Itvq. */
  Loss temporal() {
    return temporal;
  }

  /** Returns e1 to e4, of Iipq,frames. */
  Loss input() {
    return input;
  }

  /** Returns f1 to f4, of Iipq,delay. */
  Delay delay() {
    return delay;
  }

  /** The impairment k1 + k2 F^2 + k3 F + k4 ln(FLR + 1) by frame rate F and frame loss rate FLR. */
  record Loss(double k1, double k2, double k3, double k4) {

    double at(double frameRate, double frameLossRate) {
      return k1 + k2 * frameRate * frameRate + k3 * frameRate + k4 * Math.log(frameLossRate + 1);
    }
  }

  /** The impairment f1 / (1 + exp(f2 - f3 D)) + f4 by delay D in ms. */
  record Delay(double f1, double f2, double f3, double f4) {

    double at(double delay) {
      return f1 / (1 + Math.exp(f2 - f3 * delay)) + f4;
    }
  }
}
