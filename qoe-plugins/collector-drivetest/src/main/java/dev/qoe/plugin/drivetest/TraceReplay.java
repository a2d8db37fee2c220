package dev.qoe.plugin.drivetest;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.measure.Event;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.measure.QualityFlag;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.network.NetworkElement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The replay of one trace: row by row it says what the phone's session and its serving cell went
 * through.
 *
 * <p>Confine to one thread.
 */
final class TraceReplay implements Line.Handler {

  /** How far a received power is trusted that has not moved for long, 0 to 1. */
  static final double STUCK_QUALITY = 0.3;

  private static final String POSITION = "position";
  private static final String RAT_CHANGE = "rat-change";
  private static final String CELL_CHANGE = "cell-change";
  private static final String VOICE_START = "voice-start";
  private static final String VOICE_END = "voice-end";

  /** The types of events that it emits. */
  static final List<String> EVENTS =
      List.of(POSITION, RAT_CHANGE, CELL_CHANGE, VOICE_START, VOICE_END);

  private final ElementPath session;
  private final CellMap cells;
  private final Emitter emitter;
  private final StuckValue power;

  private @Nullable Instant lastTime;
  private @Nullable Instant lastPositionTime;
  private @Nullable String lastMode;
  private @Nullable String lastCell;
  private boolean calling;

  /**
   * @param stuckAfter how many equal samples of the received power are still believed
   */
  TraceReplay(ElementPath session, CellMap cells, Emitter emitter, int stuckAfter) {
    this.session = session;
    this.cells = cells;
    this.emitter = emitter;
    this.power = new StuckValue(stuckAfter);
  }

  @Override
  public void accept(Line line) throws InterruptedException {
    if (line instanceof Remark remark) {
      emitter.remark(remark);
    } else if (line instanceof Row row) {
      replay(row);
    }
  }

  private void replay(Row row) throws InterruptedException {
    remarkOn(row);
    Optional<ElementPath> cell = announceCell(row);
    if (row.ping()) {
      ping(row, cell);
      return;
    }
    movement(row, cell);
    rat(row, cell);
    cellChange(row, cell);
    voice(row);
    radio(row, cell);
    if (row.transferring()) {
      for (Reading reading : Reading.TRAFFIC) {
        both(row, cell, reading);
      }
    }
  }

  private void remarkOn(Row row) {
    if (lastTime != null && row.time().isBefore(lastTime)) {
      String detail = "%s is %s, the row before is of %s; the row is kept (was the clock set?)";
      emitter.remark(
          new Remark(
              Remark.TIME_BACKWARDS,
              row.place(),
              detail.formatted(Column.TIMESTAMP.header(), row.time(), lastTime)));
    }
    lastTime = row.time();
    if (row.rat() == Rat.UNKNOWN && known(row.mode())) {
      String detail =
          "%s is '%s', which is no mode known here; the radio values of the row are left out (known"
              + " are 5G, LTE, HSPA+, HSPA, HSUPA, HSDPA, UMTS, EDGE, GPRS, GSM)";
      emitter.remark(
          new Remark(
              Remark.UNKNOWN_RAT,
              row.place(),
              detail.formatted(Column.NETWORK_MODE.header(), row.mode())));
    }
  }

  private Optional<ElementPath> announceCell(Row row) throws InterruptedException {
    Optional<List<NetworkElement>> chain = cells.chain(row.rawCellId());
    if (chain.isEmpty()) {
      return Optional.empty();
    }
    for (NetworkElement element : chain.get()) {
      emitter.announce(element);
    }
    return Optional.of(chain.get().get(chain.get().size() - 1).path());
  }

  private void ping(Row row, Optional<ElementPath> cell) throws InterruptedException {
    if (row.number(Column.PING_LOSS) != 100) {
      for (Reading reading : Reading.PING_TIMES) {
        both(row, cell, reading);
      }
    }
    both(row, cell, Reading.PING_LOSS);
  }

  private void movement(Row row, Optional<ElementPath> cell) throws InterruptedException {
    double latitude = row.within(Column.LATITUDE, -90, 90);
    double longitude = row.within(Column.LONGITUDE, -180, 180);
    if (!row.time().equals(lastPositionTime) && !Double.isNaN(latitude + longitude)) {
      lastPositionTime = row.time();
      Map<String, String> attributes = new HashMap<>();
      attributes.put("latitude", Double.toString(latitude));
      attributes.put("longitude", Double.toString(longitude));
      event(row, POSITION, latitude + " " + longitude, attributes, cell);
    }
    double speed = value(row, Reading.SPEED);
    if (!Double.isNaN(speed)) {
      toSession(row, Kpi.SPEED, speed);
    }
  }

  private void rat(Row row, Optional<ElementPath> cell) throws InterruptedException {
    if (row.rat() == Rat.UNKNOWN) {
      return;
    }
    String from = lastMode;
    boolean changed = from != null && !from.equals(row.mode());
    lastMode = row.mode();
    if (changed) {
      change(row, RAT_CHANGE, String.valueOf(from), row.mode(), cell);
    }
    toSession(row, Kpi.RAT_GENERATION, Rat.generation(row.mode()));
    toSession(row, Kpi.RAT_CHANGE, changed ? 1 : 0);
  }

  private void cellChange(Row row, Optional<ElementPath> cell) throws InterruptedException {
    if (cell.isEmpty()) {
      return;
    }
    String to = cell.get().text();
    String from = lastCell;
    boolean changed = from != null && !from.equals(to);
    lastCell = to;
    if (changed) {
      change(row, CELL_CHANGE, String.valueOf(from), to, cell);
    }
    toSession(row, Kpi.CELL_CHANGE, changed ? 1 : 0);
  }

  private void voice(Row row) throws InterruptedException {
    if (!known(row.text(Column.STATE))) {
      return;
    }
    if (row.calling() != calling) {
      calling = row.calling();
      emitter.emit(
          Event.of(
              session,
              calling ? VOICE_START : VOICE_END,
              row.time(),
              calling ? "a voice call begins" : "the voice call ends"));
    }
    toSession(row, Kpi.VOICE_ACTIVE, calling ? 1 : 0);
  }

  private void radio(Row row, Optional<ElementPath> cell) throws InterruptedException {
    double serving = Double.NaN;
    boolean stuck = false;
    for (Reading reading : Reading.radio(row.rat())) {
      double value = value(row, reading);
      if (Double.isNaN(value)) {
        continue;
      }
      boolean doubtful = false;
      if (reading.column() == Column.RSRP) {
        serving = value;
        stuck = power.next(value);
        doubtful = stuck;
      }
      both(row, cell, reading.kpi(), value, doubtful);
    }
    if (!Double.isNaN(serving)) {
      double neighbour = value(row, Reading.NEIGHBOUR_POWER);
      if (!Double.isNaN(neighbour)) {
        both(row, cell, Kpi.NEIGHBOUR_DELTA, neighbour - serving, stuck);
      }
    }
  }

  /** Returns a value in the indicator's unit; NaN if it is missing, or impossible and remarked. */
  private double value(Row row, Reading reading) {
    double value = row.number(reading.column());
    if (reading.missing(value)) {
      return Double.NaN;
    }
    if (!reading.holds(value)) {
      String detail =
          "%s is %s, not from %s to %s; the value is left out (what does the phone mean?)";
      emitter.remark(
          new Remark(
              Remark.OUT_OF_RANGE,
              row.place(),
              detail.formatted(reading.column().header(), value, reading.min(), reading.max())));
      return Double.NaN;
    }
    return value / reading.perUnit();
  }

  private void both(Row row, Optional<ElementPath> cell, Reading reading)
      throws InterruptedException {
    double value = value(row, reading);
    if (!Double.isNaN(value)) {
      both(row, cell, reading.kpi(), value, false);
    }
  }

  private void both(Row row, Optional<ElementPath> cell, Kpi kpi, double value, boolean stuck)
      throws InterruptedException {
    emit(Measurement.of(session, kpi, row.time(), value), stuck);
    if (cell.isPresent()) {
      emit(Measurement.of(cell.get(), kpi, row.time(), value), stuck);
    }
  }

  private void toSession(Row row, Kpi kpi, double value) throws InterruptedException {
    emitter.emit(Measurement.of(session, kpi, row.time(), value));
  }

  private void emit(Measurement measurement, boolean stuck) throws InterruptedException {
    emitter.emit(stuck ? measurement.trusted(STUCK_QUALITY, QualityFlag.STUCK) : measurement);
  }

  private void change(Row row, String type, String from, String to, Optional<ElementPath> cell)
      throws InterruptedException {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("from", from);
    attributes.put("to", to);
    event(row, type, lastSegment(from) + " -> " + lastSegment(to), attributes, cell);
  }

  private static String lastSegment(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void event(
      Row row, String type, String text, Map<String, String> attributes, Optional<ElementPath> cell)
      throws InterruptedException {
    cell.ifPresent(path -> attributes.put("cell", path.text()));
    emitter.emit(new Event(session, type, row.time(), text, attributes));
  }

  private static boolean known(String text) {
    return !text.isEmpty() && !text.equals("-");
  }
}
