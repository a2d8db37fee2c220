package dev.qoe.sim.whatif;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The best combination of changes that was found.
 *
 * <p>Immutable.
 *
 * @param objective what is to be good
 * @param settings what each parameter becomes, in the order in which they were named
 * @param before the objective before
 * @param after the objective after, computed by the model itself
 * @param cost what the settings cost, {@code >= 0}
 * @param satisfied whether the target is reached and the budget kept
 * @param evaluations how many points were tried
 * @since 0.1
 */
public record OptimizationResult(
    Objective objective,
    List<Setting> settings,
    double before,
    double after,
    double cost,
    boolean satisfied,
    int evaluations) {

  /** Creates a result; the list is copied. */
  public OptimizationResult {
    settings = List.copyOf(settings);
  }

  /** Returns the changes that this result proposes; what stays as it is is left out. */
  public List<Change> changes() {
    return settings.stream()
        .filter(setting -> setting.from() != setting.to())
        .map(setting -> Change.set(setting.parameter(), setting.to()))
        .toList();
  }

  /**
   * What one parameter becomes. Immutable.
   *
   * @param parameter which
   * @param from its value before, in its unit
   * @param to its value after, in its unit
   * @param cost what that costs, {@code >= 0}
   * @param text the setting as people see it
   */
  public record Setting(Parameter parameter, double from, double to, double cost, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Returns the answer in a line, then what each parameter becomes. */
  @Override
  public String toString() {
    String list =
        settings.stream()
            .map(setting -> String.format(Locale.ROOT, "%n  %s", setting))
            .collect(Collectors.joining());
    return String.format(
            Locale.ROOT,
            "%s: %.4g -> %.4g at a cost of %.4g%s",
            objective,
            before,
            after,
            cost,
            satisfied ? "" : " (the best that was found; it is not what was wanted)")
        + list;
  }
}
