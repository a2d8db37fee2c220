package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
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
 * <p>Columns that several groups name are read once. The rows of a table that no other group needs
 * are handed on while it is read. A table that ends too early does not keep the others from being
 * read: what was read is handed on, and the fault is told at the end. Confine to one thread.
 */
final class Look {

  private final Device device;
  private final Emitter emitter;
  private final InstantSource clock;
  private final Map<OID, Read> columns = new HashMap<>();
  private final Set<OID> named = new HashSet<>();
  private final Set<OID> shared = new HashSet<>();
  private final List<String> faults = new ArrayList<>();

  /** Where what was read of a column is. */
  private record Read(Rows rows, int column) {}

  Look(Device device, Emitter emitter, InstantSource clock) {
    this.device = device;
    this.emitter = emitter;
    this.clock = clock;
  }

  /**
   * Reads groups and hands on what they say.
   *
   * @throws PluginException if the agent falls silent or refuses us, or if a table ended too early
   */
  void at(List<Group> groups) throws PluginException, InterruptedException {
    for (Group group : groups) {
      for (Column column : group.columns().values()) {
        if (!named.add(column.oid()) || !column.own()) {
          shared.add(column.oid());
        }
      }
    }
    for (Group group : groups) {
      emit(group, group.table() ? readTable(group) : readScalars(group));
    }
    if (!faults.isEmpty()) {
      throw new PluginException(
          ErrorKind.MALFORMED,
          "agent '%s' cannot be read whole: %s; what was read before was handed on"
              .formatted(device.agent().name(), String.join("; ", faults)));
    }
  }

  private void emit(Group group, Collection<Rows> sources) {
    @Nullable Read[] own = new @Nullable Read[group.columns().size()];
    for (Column column : group.columns().values()) {
      own[column.place()] = column.own() ? columns.get(column.oid()) : null;
    }
    Set<OID> done = new HashSet<>();
    for (Rows source : sources) {
      boolean whole = isWhole(source, own);
      for (Rows.Cells cells : source.all()) {
        if (sources.size() == 1 || done.add(cells.index())) {
          @Nullable Variable[] values = whole ? cells.values() : values(source, cells, own);
          emitter.emit(Row.of(group, cells.index(), cells.time(), values, this::value));
        }
      }
    }
  }

  /** Whether all columns of a group, and no others, are in these rows. */
  private static boolean isWhole(Rows rows, @Nullable Read[] own) {
    for (int i = 0; i < own.length; i++) {
      Read read = own[i];
      if (read == null || !read.rows.equals(rows) || read.column != i) {
        return false;
      }
    }
    return true;
  }

  /** Most columns were read together, so that most values need not be looked for. */
  private static @Nullable Variable[] values(Rows source, Rows.Cells found, @Nullable Read[] own) {
    @Nullable Variable[] values = new @Nullable Variable[own.length];
    Rows rows = source;
    Rows.Cells cells = found;
    for (int i = 0; i < own.length; i++) {
      Read read = own[i];
      if (read != null) {
        if (!read.rows.equals(rows)) {
          rows = read.rows;
          cells = rows.get(found.index());
        }
        values[i] = cells == null ? null : cells.get(read.column);
      }
    }
    return values;
  }

  private @Nullable Variable value(Column column, OID index) {
    Read read = columns.get(column.oid());
    Rows.Cells cells = read == null ? null : read.rows.get(index);
    return read == null || cells == null ? null : cells.get(read.column);
  }

  /** Reads scalars; returns where their values are. */
  private Collection<Rows> readScalars(Group group) throws PluginException, InterruptedException {
    List<OID> objects =
        group.columns().values().stream()
            .filter(column -> !columns.containsKey(column.oid()))
            .map(column -> new OID(column.oid()).append(0))
            .toList();
    Map<OID, Variable> told = objects.isEmpty() ? Map.of() : device.agent().get(objects);
    Instant now = clock.instant();
    for (OID object : objects) {
      Rows one = new Rows(1);
      Variable value = told.get(object);
      if (value != null) {
        one.put(object, object.size() - 1, 0, value, now);
      }
      columns.put(object.trim(), new Read(one, 0));
    }
    return sources(group.columns().values());
  }

  /** Reads the columns of a table, those of each index together; returns where its own rows are. */
  private Collection<Rows> readTable(Group group) throws PluginException, InterruptedException {
    Map<String, List<Column>> companies = new LinkedHashMap<>();
    for (Column column : group.columns().values()) {
      companies.computeIfAbsent(column.company(), key -> new ArrayList<>()).add(column);
    }
    Collection<Rows> sources = List.of();
    for (List<Column> company : companies.values()) {
      boolean own = company.get(0).own();
      if (own || sources.stream().anyMatch(rows -> !rows.all().isEmpty())) {
        read(group, company);
      }
      if (own) {
        sources = sources(company);
      }
    }
    return sources;
  }

  private Collection<Rows> sources(Collection<Column> company) {
    Set<Rows> sources = new LinkedHashSet<>();
    for (Column column : company) {
      Read read = columns.get(column.oid());
      if (read != null) {
        sources.add(read.rows);
      }
    }
    return sources;
  }

  /** Returns what is done with rows that are whole while their table is still being read. */
  private Runnable whole(Group group, List<Column> company, Rows rows) {
    boolean alone =
        company.size() == group.columns().size()
            && company.stream().noneMatch(column -> shared.contains(column.oid()));
    if (!alone) {
      return () -> {};
    }
    return () -> {
      emit(group, List.of(rows));
      rows.clear();
    };
  }

  private void read(Group group, List<Column> company)
      throws PluginException, InterruptedException {
    List<OID> missing =
        company.stream().map(Column::oid).filter(oid -> !columns.containsKey(oid)).toList();
    if (missing.isEmpty()) {
      return;
    }
    String table = group.name() + company.get(0).company();
    Rows rows = new Rows(missing.size());
    for (int i = 0; i < missing.size(); i++) {
      columns.put(missing.get(i), new Read(rows, i));
    }
    TableReader.read(
        device.agent(), missing, device.rows(table), clock, rows, whole(group, company, rows));
    device.rows(table, rows.count());
    rows.fault()
        .ifPresent(
            why ->
                faults.add(
                    "table '%s': %s (%d values of %d rows)"
                        .formatted(group.name(), why, rows.values(), rows.count())));
  }
}
