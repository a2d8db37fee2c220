package dev.qoe.plugin.snmp;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snmp4j.smi.OID;

/**
 * What is read of a kind of agent.
 *
 * <p>Immutable.
 *
 * @param name what it is called
 * @param about what it is for, in a sentence
 * @param agents the identities (sysObjectID), or beginnings of them, of agents it is for
 * @param description what the agent's sysDescr must match; matches all if it does not matter
 * @param with the profiles that are read along with it
 * @param groups what is read
 * @param names names of objects and notifications
 */
record Profile(
    String name,
    String about,
    List<OID> agents,
    Pattern description,
    List<String> with,
    List<Group> groups,
    Map<OID, String> names) {

  /** Returns how well it fits an agent: 0 not at all, else more the more is known of it. */
  int fits(OID identity, String words) {
    int best = 0;
    for (OID agent : agents) {
      if (identity.startsWith(agent)) {
        best = Math.max(best, 2 * agent.size());
      }
    }
    if (best == 0 || !description.matcher(words).find()) {
      return 0;
    }
    return description.pattern().isEmpty() ? best : best + 1;
  }
}
