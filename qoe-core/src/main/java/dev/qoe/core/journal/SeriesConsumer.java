package dev.qoe.core.journal;

/**
 * What is told which series the numbers in a journal stand for.
 *
 * <p>Called by the thread that asks. <i>Confine to one thread.</i>
 *
 * @since 0.1
 */
@FunctionalInterface
public interface SeriesConsumer {

  /**
   * Takes one definition; a later one of the same number replaces it.
   *
   * @param seriesId the number
   * @param element the path of the element
   * @param kpi the code of the KPI
   * @param unit the symbol of the unit
   */
  void series(int seriesId, String element, String kpi, String unit);
}
