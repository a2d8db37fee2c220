package dev.qoe.plugin.snmp;

import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.PluginException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;

/**
 * What is remembered of a target from one look to the next.
 *
 * <p>Thread-safe.
 */
final class Device {

  private static final OID DESCRIPTION = new OID("1.3.6.1.2.1.1.1.0");
  private static final OID IDENTITY = new OID("1.3.6.1.2.1.1.2.0");
  private static final OID UP_TIME = new OID("1.3.6.1.2.1.1.3.0");

  private final Agent agent;
  private final Place place;
  private final Map<String, Integer> rows = new HashMap<>();
  private long upTimeMillis = -1;

  /**
   * What an agent says of itself.
   *
   * @param identity its sysObjectID; 0.0 if it has none
   * @param description its sysDescr; may be empty
   * @param upTimeMillis how long it has been up, in milliseconds; -1 if it does not say
   */
  record Greeting(OID identity, String description, long upTimeMillis) {}

  Device(Agent agent, ElementPath element) {
    this.agent = agent;
    this.place = new Place(element);
  }

  Agent agent() {
    return agent;
  }

  /** Returns the element that the agent is. */
  Place place() {
    return place;
  }

  /**
   * Asks who it is, and since when it is up.
   *
   * @throws PluginException if it does not answer or refuses us
   */
  Greeting greet() throws PluginException, InterruptedException {
    Map<OID, Variable> told = agent.get(List.of(IDENTITY, UP_TIME, DESCRIPTION));
    Greeting greeting =
        new Greeting(
            told.get(IDENTITY) instanceof OID oid ? oid : new OID("0.0"),
            text(told.get(DESCRIPTION)),
            told.get(UP_TIME) instanceof TimeTicks ticks ? ticks.toMilliseconds() : -1);
    note(greeting);
    return greeting;
  }

  /** Returns how many rows a table had at the last look; 0 if it was not read yet. */
  synchronized int rows(String table) {
    return rows.getOrDefault(table, 0);
  }

  /** Notes how many rows a table had. */
  synchronized void rows(String table, int count) {
    rows.put(table, count);
  }

  private synchronized void note(Greeting greeting) {
    if (greeting.upTimeMillis() >= 0) {
      if (greeting.upTimeMillis() < upTimeMillis) {
        place.chooseAnew();
      }
      upTimeMillis = greeting.upTimeMillis();
    }
  }

  private static String text(@Nullable Variable value) {
    return value == null ? "" : Values.text(value);
  }
}
