package dev.qoe.plugin.drivetest;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * The table of cell summaries as comma-separated values: one row per trace and cell, three
 * decimals, empty where there are no data.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class CellSummaryCsv {

  private static final List<String> HEADER =
      List.of(
          "trace",
          "raw_cell_id",
          "samples",
          "seconds",
          "rsrp_mean",
          "rsrp_n",
          "rsrq_mean",
          "snr_mean",
          "cqi_mean",
          "dl_n",
          "dl_mean_kbps",
          "dl_p10_kbps",
          "dl_p50_kbps",
          "ul_mean_kbps",
          "ping_n",
          "ping_mean_ms",
          "ping_max_ms",
          "loss_n",
          "loss_mean_pct",
          "share_5g",
          "share_lte",
          "share_3g2g");

  private CellSummaryCsv() {}

  /**
   * Writes a header and the summaries, in their order, to {@code out}, which stays open.
   *
   * @throws IOException if {@code out} cannot be written
   */
  public static void write(List<CellSummary> summaries, Writer out) throws IOException {
    // Not closed: that would close out.
    @SuppressWarnings("resource")
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    try {
      csv.writeRecord(HEADER);
      summaries.forEach(summary -> csv.writeRecord(fields(summary)));
      csv.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<String> fields(CellSummary cell) {
    return List.of(
        cell.trace(),
        cell.rawCellId(),
        text(cell.samples()),
        text(cell.seconds()),
        text(cell.rsrpMeanDbm()),
        text(cell.rsrpCount()),
        text(cell.rsrqMeanDb()),
        text(cell.snrMeanDb()),
        text(cell.cqiMean()),
        text(cell.downlinkCount()),
        text(cell.downlinkMeanKbps()),
        text(cell.downlinkP10Kbps()),
        text(cell.downlinkP50Kbps()),
        text(cell.uplinkMeanKbps()),
        text(cell.pingCount()),
        text(cell.pingMeanMillis()),
        text(cell.pingMaxMillis()),
        text(cell.lossCount()),
        text(cell.lossMeanPercent()),
        text(cell.share5g()),
        text(cell.shareLte()),
        text(cell.shareOlder()));
  }

  private static String text(int count) {
    return Integer.toString(count);
  }

  private static String text(double value) {
    return Double.isNaN(value)
        ? ""
        : BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP).toPlainString();
  }
}
