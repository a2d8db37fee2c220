package dev.qoe.core.engine;

import dev.qoe.api.kpi.Unit;

/**
 * What a number in the journal stands for in this life, with all that recovery needs of it at hand.
 *
 * @param unit what its values are in
 * @param converted whether the catalogue has them in another unit
 * @param settled the account of what the store has of it: it is received in no ledger any more
 */
record RecoveredSeries(
    LiveSeries target, Account account, Unit unit, boolean converted, Account settled) {

  static RecoveredSeries of(JournalLink.Entry entry, Account settled) {
    LiveSeries target = entry.target();
    boolean converted = !entry.unit().equals(target.meaning.definition.unit());
    return new RecoveredSeries(target, entry.account(), entry.unit(), converted, settled);
  }

  /** Returns a value in the unit of the catalogue; NaN if it cannot be told in that. */
  double inUnit(double value) {
    if (!converted) {
      return value;
    }
    Unit now = target.meaning.definition.unit();
    return unit.convertsTo(now) ? unit.convert(value, now) : Double.NaN;
  }
}
