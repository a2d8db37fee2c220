package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * Who we say we are: a community, or a user with keys.
 *
 * <p>Immutable. Its text shows no secret.
 *
 * @param version by which version of SNMP
 * @param community the community of v1 and v2c
 * @param user the user of v3
 * @param authentication how v3 messages are authenticated
 * @param authPassword the password for that
 * @param privacy how v3 messages are encrypted
 * @param privPassword the password for that
 * @param context the context of v3; may be empty
 */
record Credentials(
    Version version,
    String community,
    String user,
    Authentication authentication,
    String authPassword,
    Privacy privacy,
    String privPassword,
    String context) {

  static final Setting<String> COMMUNITY =
      Setting.secret("community", "community of v1 and v2c").orElse("public");
  static final Setting<String> USER = Setting.text("user", "", "user of v3");
  static final Setting<Authentication> AUTHENTICATION =
      Setting.choice("auth", Authentication.NONE, "how v3 messages are authenticated");
  static final Setting<String> AUTH_PASSWORD =
      Setting.secret("auth-password", "password of v3 for authentication").orElse("");
  static final Setting<Privacy> PRIVACY =
      Setting.choice("priv", Privacy.NONE, "how v3 messages are encrypted");
  static final Setting<String> PRIV_PASSWORD =
      Setting.secret("priv-password", "password of v3 for encryption").orElse("");
  static final Setting<String> CONTEXT = Setting.text("context", "", "context of v3");

  /** The least length of a password of v3 (RFC 3414, 11.2). */
  private static final int SHORTEST_PASSWORD = 8;

  /** Returns the settings of a user of v3. */
  static List<Setting<?>> userSettings() {
    return List.of(USER, AUTHENTICATION, AUTH_PASSWORD, PRIVACY, PRIV_PASSWORD);
  }

  /**
   * Returns what the settings say.
   *
   * @throws IllegalArgumentException if they contradict each other; the message names all mistakes
   */
  static Credentials of(Version version, String context, Settings settings) {
    Credentials credentials =
        new Credentials(
            version,
            settings.get(COMMUNITY),
            settings.get(USER),
            settings.get(AUTHENTICATION),
            settings.get(AUTH_PASSWORD),
            settings.get(PRIVACY),
            settings.get(PRIV_PASSWORD),
            context);
    List<String> mistakes = credentials.mistakes();
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
    return credentials;
  }

  /** Returns these credentials with another community. */
  Credentials withCommunity(String other) {
    return new Credentials(
        version, other, user, authentication, authPassword, privacy, privPassword, context);
  }

  /** Returns these credentials for another context. */
  Credentials withContext(String other) {
    return new Credentials(
        version, community, user, authentication, authPassword, privacy, privPassword, other);
  }

  private List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    if (version == Version.V3 && user.isBlank()) {
      mistakes.add("setting 'user' must be given for version v3");
    }
    checkPassword(mistakes, "auth", authentication != Authentication.NONE, authPassword);
    checkPassword(mistakes, "priv", privacy != Privacy.NONE, privPassword);
    if (privacy != Privacy.NONE && authentication == Authentication.NONE) {
      mistakes.add(
          "setting 'priv' must be none where 'auth' is: what is encrypted is authenticated, too");
    }
    return mistakes;
  }

  private static void checkPassword(
      List<String> mistakes, String what, boolean wanted, String password) {
    if (wanted && password.length() < SHORTEST_PASSWORD) {
      mistakes.add(
          "setting '%s-password' must have at least %d characters where '%s' is not none"
              .formatted(what, SHORTEST_PASSWORD, what));
    }
    if (!wanted && !password.isEmpty()) {
      mistakes.add(
          "setting '%s-password' must not be given where '%s' is none (say which protocol)"
              .formatted(what, what));
    }
  }

  @Override
  public String toString() {
    return version == Version.V3 ? "user '%s' (v3)".formatted(user) : "a community";
  }
}
