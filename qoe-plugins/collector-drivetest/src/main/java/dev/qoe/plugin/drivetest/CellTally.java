package dev.qoe.plugin.drivetest;

import java.util.HashSet;
import java.util.Set;

/**
 * A running account of what one trace says of one cell.
 *
 * <p>Confine to one thread.
 */
final class CellTally {

  private int samples;
  private int samples5g;
  private int samplesLte;
  private int transferring;
  private final Set<String> times = new HashSet<>();
  private final Values rsrp = new Values();
  private final Values rsrq = new Values();
  private final Values snr = new Values();
  private final Values cqi = new Values();
  private final Values downlink = new Values();
  private final Values uplink = new Values();
  private final Values pingMean = new Values();
  private final Values pingMax = new Values();
  private final Values loss = new Values();

  /** Takes the next row of the cell. */
  void add(Row row) {
    if (row.ping()) {
      ping(row);
    } else {
      sample(row);
    }
  }

  private void ping(Row row) {
    double mean = row.number(Column.PING_MEAN);
    if (!Double.isNaN(mean)) {
      pingMean.add(mean);
      pingMax.add(row.number(Column.PING_MAX));
    }
    loss.add(row.number(Column.PING_LOSS));
  }

  private void sample(Row row) {
    samples++;
    times.add(row.text(Column.TIMESTAMP));
    double power = row.number(Column.RSRP);
    if (power >= Reading.ABOVE_SENTINEL_DBM) {
      rsrp.add(power);
    }
    boolean is5g = row.mode().equals("5G");
    boolean isLte = row.mode().equals("LTE");
    samples5g += is5g ? 1 : 0;
    samplesLte += isLte ? 1 : 0;
    if (is5g || isLte) {
      rsrq.add(row.number(Column.RSRQ));
      snr.add(row.number(Column.SNR));
      cqi.add(row.number(Column.CQI));
    }
    if (row.transferring()) {
      transferring++;
      downlink.add(row.number(Column.DOWNLINK));
      uplink.add(row.number(Column.UPLINK));
    }
  }

  /** Returns the account so far. */
  CellSummary summary(String trace, String rawCellId) {
    double all = Math.max(1, samples);
    return new CellSummary(
        trace,
        rawCellId,
        samples,
        times.size(),
        rsrp.mean(),
        rsrp.count(),
        rsrq.mean(),
        snr.mean(),
        cqi.mean(),
        transferring,
        downlink.mean(),
        downlink.quantile(0.1),
        downlink.quantile(0.5),
        uplink.mean(),
        pingMean.count(),
        pingMean.mean(),
        pingMax.max(),
        loss.count(),
        loss.mean(),
        samples5g / all,
        samplesLte / all,
        (samples - samples5g - samplesLte) / all);
  }
}
