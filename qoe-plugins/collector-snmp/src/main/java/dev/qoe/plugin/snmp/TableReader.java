package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.PluginException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.VariableBinding;

/*
 * How columns are walked. Each column has a cursor: the last object told of it. A request names the
 * cursors of all columns that are not done, and the answer goes on from each (RFC 3416, 4.2.3);
 * columns with holes simply run ahead. A column is done when the answer leaves it. An answer that
 * does not go forward would be asked for again for ever, so it ends its column with a fault; so does
 * a table that is longer than allowed. Each answer moves a cursor forward or ends a column, so every
 * walk ends. Where an answer does not come or fit, fewer rows are asked for, and if one row is too
 * much, half the columns.
 *
 * Rows are handed on as they become whole, so that a table of any length takes little memory and
 * what was read is still in the processor's caches: each column goes forward only, so once all
 * stand at one index, and none went beyond, no row read so far will get more.
 */

/**
 * The way from an agent to the columns of a table.
 *
 * <p>Confine to one thread.
 */
final class TableReader {

  private final Agent agent;
  private final List<OID> columns;
  private final OID[] cursors;
  private final boolean[] done;
  private final Rows rows;
  private final Runnable whole;
  private final InstantSource clock;
  private final Deque<int[]> groups = new ArrayDeque<>();

  private TableReader(
      Agent agent, List<OID> columns, InstantSource clock, Rows rows, Runnable whole) {
    this.agent = agent;
    this.clock = clock;
    this.rows = rows;
    this.whole = whole;
    this.columns = columns;
    this.cursors = columns.toArray(OID[]::new);
    this.done = new boolean[columns.size()];
  }

  /**
   * Reads columns that share their index.
   *
   * @param expected how many rows there are, as far as is known; 0 if it is not
   * @param rows where values are put
   * @param whole what is done whenever all rows that are there are whole, but for the last
   * @throws PluginException if the agent does not answer or refuses us
   */
  static void read(
      Agent agent, List<OID> columns, int expected, InstantSource clock, Rows rows, Runnable whole)
      throws PluginException, InterruptedException {
    new TableReader(agent, columns, clock, rows, whole).read(expected);
  }

  private void read(int expected) throws PluginException, InterruptedException {
    groups.add(IntStream.range(0, columns.size()).toArray());
    boolean first = true;
    while (!groups.isEmpty()) {
      int[] group = going(groups.remove());
      if (group.length > 0) {
        int wanted = first && expected > 0 ? expected + 1 : Integer.MAX_VALUE;
        step(group, agent.knowsBulk() ? Math.min(agent.pace().rows(), wanted) : 1);
        first = false;
      }
    }
  }

  private int[] going(int[] group) {
    for (int column : group) {
      if (done[column]) {
        return IntStream.of(group).filter(one -> !done[one]).toArray();
      }
    }
    return group;
  }

  private void step(int[] group, int repetitions) throws PluginException, InterruptedException {
    SnmpPort.Answer answer =
        agent.ask(attempt -> request(group, Math.max(1, repetitions >> attempt)));
    PDU pdu = answer.pdu();
    if (answer.tries() > 1) {
      agent.pace().failed(repetitions >> (answer.tries() - 2));
    }
    int status = pdu.getErrorStatus();
    int culprit = pdu.getErrorIndex() - 1;
    if (status == PDU.tooBig || (status == PDU.noError && pdu.size() == 0)) {
      lessen(group, repetitions, pdu);
    } else if (status == PDU.noError) {
      take(group, pdu.getVariableBindings());
      if (answer.tries() == 1) {
        agent.pace().answered(repetitions);
      }
      groups.push(group);
    } else if (culprit >= 0 && culprit < group.length && status != PDU.authorizationError) {
      end(group[culprit], status, pdu);
      groups.push(group);
    } else {
      throw Trouble.status(agent.name(), pdu);
    }
  }

  /** Version 1 tells the end of its objects by an error; all else is a fault of the column. */
  private void end(int column, int status, PDU pdu) {
    done[column] = true;
    if (status != PDU.noSuchName) {
      rows.fault(
          "error '%s' at %s".formatted(pdu.getErrorStatusText(), cursors[column].toDottedString()));
    }
  }

  private void lessen(int[] group, int repetitions, PDU pdu) {
    if (repetitions > 1) {
      agent.pace().failed(repetitions);
      groups.push(group);
    } else if (group.length > 1) {
      int half = group.length / 2;
      groups.push(IntStream.of(group).skip(half).toArray());
      groups.push(IntStream.of(group).limit(half).toArray());
    } else {
      done[group[0]] = true;
      rows.fault(
          pdu.size() == 0 && pdu.getErrorStatus() == PDU.noError
              ? "an answer without values after " + cursors[group[0]].toDottedString()
              : "a value after %s that is too big".formatted(cursors[group[0]].toDottedString()));
    }
  }

  private PDU request(int[] group, int repetitions) {
    List<OID> from = new ArrayList<>(group.length);
    for (int column : group) {
      from.add(cursors[column]);
    }
    PDU pdu = agent.request(agent.knowsBulk() ? PDU.GETBULK : PDU.GETNEXT);
    if (agent.knowsBulk()) {
      pdu.setMaxRepetitions(repetitions);
      pdu.setNonRepeaters(0);
    }
    return Agent.with(pdu, from);
  }

  private void take(int[] group, List<? extends VariableBinding> bindings) {
    Instant now = clock.instant();
    for (int i = 0, member = 0; i < bindings.size(); i++, member++) {
      if (member == group.length) {
        member = 0;
      }
      int column = group[member];
      if (!done[column]) {
        take(column, bindings.get(i), now);
      }
    }
    if (isWhole()) {
      whole.run();
    }
  }

  /** Whether all columns that go on stand at one index, and none went beyond it. */
  private boolean isWhole() {
    int going = 0;
    while (going < done.length && done[going]) {
      going++;
    }
    if (going == done.length) {
      return false; // the walk is over
    }
    for (int column = 0; column < done.length; column++) {
      int order = compareIndexes(column, going);
      if (order > 0 || (order < 0 && !done[column])) {
        return false;
      }
    }
    return true;
  }

  private int compareIndexes(int column, int other) {
    int[] one = cursors[column].getValue();
    int[] two = cursors[other].getValue();
    return Arrays.compareUnsigned(
        one, columns.get(column).size(), one.length, two, columns.get(other).size(), two.length);
  }

  private void take(int column, VariableBinding binding, Instant now) {
    OID object = binding.getOid();
    OID start = columns.get(column);
    int[] parts = object.getValue();
    int[] before = cursors[column].getValue();
    // The cursor begins with the column, so one comparison tells both where and whether forward.
    int same = Arrays.mismatch(before, parts);
    boolean inside = parts.length > start.size() && (same < 0 || same >= start.size());
    if (!inside || binding.getSyntax() == SMIConstants.EXCEPTION_END_OF_MIB_VIEW) {
      backwards(column, object, start);
      done[column] = true;
    } else if (!isForward(before, parts, same)) {
      notForward(column, object);
    } else if (rows.values() >= agent.maxValues()) {
      done[column] = true;
      rows.fault("more than %d values (raise 'max-values')".formatted(agent.maxValues()));
    } else {
      cursors[column] = object;
      if (!binding.isException()) {
        rows.put(object, start.size(), column, binding.getVariable(), now);
      }
    }
  }

  /** Whether parts that are the {@code same} up to there come after those before; -1 if equal. */
  private static boolean isForward(int[] before, int[] parts, int same) {
    return same >= 0
        && same < parts.length
        && (same == before.length || Integer.compareUnsigned(parts[same], before[same]) > 0);
  }

  /** An agent that leaves the column for what comes before it goes backwards, too. */
  private void backwards(int column, OID object, OID start) {
    if (object.size() > 0 && object.compareTo(start) < 0) {
      notForward(column, object);
    }
  }

  private void notForward(int column, OID object) {
    done[column] = true;
    rows.fault(
        "the walk does not go forward: after %s came %s"
            .formatted(cursors[column].toDottedString(), object.toDottedString()));
  }
}
