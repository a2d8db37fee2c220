package dev.qoe.plugin.drivetest;

/**
 * What one trace says of one cell: counts, means and quantiles.
 *
 * <p>A number of which there are no data is NaN. Quantiles are by linear interpolation (type 7 of
 * Hyndman and Fan, 1996). Immutable.
 *
 * @param trace the path of the trace below the input folder, without {@code .csv} or {@code
 *     .csv.gz}
 * @param rawCellId the identity of the cell, as it is logged
 * @param samples how many rows there are that are not results of pings
 * @param seconds at how many different times these were logged
 * @param rsrpMeanDbm mean of the RSRP column above -140 dBm, whatever the technology
 * @param rsrpCount how many samples that mean is of
 * @param rsrqMeanDb mean RSRQ of LTE and 5G samples
 * @param snrMeanDb mean SNR of LTE and 5G samples
 * @param cqiMean mean CQI of LTE and 5G samples, 0 to 15
 * @param downlinkCount how many samples were logged while data were transferred
 * @param downlinkMeanKbps their mean downlink rate, in kbit/s
 * @param downlinkP10Kbps their 10 % quantile, in kbit/s
 * @param downlinkP50Kbps their median, in kbit/s
 * @param uplinkMeanKbps their mean uplink rate, in kbit/s
 * @param pingCount how many results of pings have a round-trip time
 * @param pingMeanMillis mean of their means, in ms
 * @param pingMaxMillis largest of their maxima, in ms
 * @param lossCount how many results of pings have a loss
 * @param lossMeanPercent mean of their losses, 0 to 100
 * @param share5g share of samples in mode 5G, 0 to 1; 0 if there are no samples
 * @param shareLte share of samples in mode LTE, 0 to 1; 0 if there are no samples
 * @param shareOlder share of samples in any other mode, 0 to 1; 0 if there are no samples
 * @since 0.1
 */
public record CellSummary(
    String trace,
    String rawCellId,
    int samples,
    int seconds,
    double rsrpMeanDbm,
    int rsrpCount,
    double rsrqMeanDb,
    double snrMeanDb,
    double cqiMean,
    int downlinkCount,
    double downlinkMeanKbps,
    double downlinkP10Kbps,
    double downlinkP50Kbps,
    double uplinkMeanKbps,
    int pingCount,
    double pingMeanMillis,
    double pingMaxMillis,
    int lossCount,
    double lossMeanPercent,
    double share5g,
    double shareLte,
    double shareOlder) {}
