package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * One reading of all that a target's profiles name.
 *
 * <p>Columns that several groups name are read once. A table that ends too early does not keep the
 * others from being read: what was read is handed on, and the fault is told at the end. Confine to
 * one thread.
 */
final class Look {

  private static final OID SCALAR = new OID(new int[] {0});

  private final Device device;
  private final Emitter emitter;
  private final Map<OID, Read> columns = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  /** Where what was read of a column is. */
  private record Read(Rows rows, int column) {}

  Look(Device device, Emitter emitter) {
    this.device = device;
    this.emitter = emitter;
  }

  /**
   * Reads groups and hands on what they say.
   *
   * @throws PluginException if the agent falls silent or refuses us, or if a table ended too early
   */
  void at(List<Group> groups) throws PluginException, InterruptedException {
    for (Group group : groups) {
      List<OID> indexes = group.table() ? readTable(group) : readScalars(group);
      for (OID index : indexes) {
        emitter.emit(new Row(group, index, this::value));
      }
    }
    if (!faults.isEmpty()) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "agent '%s' cannot be read whole: %s; what was read before was handed on"
              .formatted(device.agent().name(), String.join("; ", faults)));
    }
  }

  private @Nullable Variable value(Column column, OID index) {
    Read read = columns.get(column.oid());
    return read == null ? null : read.rows.get(index, read.column);
  }

  private List<OID> readScalars(Group group) throws PluginException, InterruptedException {
    List<OID> objects =
        group.columns().values().stream()
            .filter(column -> !columns.containsKey(column.oid()))
            .map(column -> new OID(column.oid()).append(0))
            .toList();
    Map<OID, Variable> told = objects.isEmpty() ? Map.of() : device.agent().get(objects);
    for (OID object : objects) {
      Rows one = new Rows(1);
      Variable value = told.get(object);
      if (value != null) {
        one.put(object, object.size() - 1, 0, value);
      }
      columns.put(object.trim(), new Read(one, 0));
    }
    boolean any =
        group.columns().values().stream().anyMatch(column -> value(column, SCALAR) != null);
    return any ? List.of(SCALAR) : List.of();
  }

  /**
   * Reads the columns of a table, those of each index together; returns the table's own indexes.
   */
  private List<OID> readTable(Group group) throws PluginException, InterruptedException {
    Map<String, List<Column>> companies = new LinkedHashMap<>();
    for (Column column : group.columns().values()) {
      companies.computeIfAbsent(column.company(), key -> new ArrayList<>()).add(column);
    }
    Set<OID> indexes = new LinkedHashSet<>();
    for (List<Column> company : companies.values()) {
      boolean own = company.get(0).own();
      if (own || !indexes.isEmpty()) {
        read(group, company);
      }
      if (own) {
        Rows before = null;
        for (Column column : company) {
          Rows rows = columns.getOrDefault(column.oid(), new Read(new Rows(1), 0)).rows;
          if (rows != before) {
            indexes.addAll(rows.byIndex().keySet());
            before = rows;
          }
        }
      }
    }
    return List.copyOf(indexes);
  }

  private void read(Group group, List<Column> company)
      throws PluginException, InterruptedException {
    List<OID> missing =
        company.stream().map(Column::oid).filter(oid -> !columns.containsKey(oid)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String table = group.name() + company.get(0).company();
    Rows rows = TableReader.read(device.agent(), missing, device.rows(table));
    device.rows(table, rows.byIndex().size());
    for (int i = 0; i < missing.size(); i++) {
      columns.put(missing.get(i), new Read(rows, i));
    }
    rows.fault()
        .ifPresent(
            why ->
                faults.add(
                    "table '%s': %s (%d values of %d rows)"
                        .formatted(group.name(), why, rows.values(), rows.byIndex().size())));
  }
}
