package dev.qoe.plugin.pm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name of an object of a network as 3GPP writes it (TS 32.300): classes and their names, from
 * the whole to the part, for example {@code ManagedElement=G1,GNBDUFunction=1,NRCellDU=7}.
 *
 * @param parts its parts, in order
 */
record DistinguishedName(List<Part> parts) {

  /**
   * A part of a name.
   *
   * @param type the class; empty if it is not told
   * @param value the name within the class
   */
  record Part(String type, String value) {

    /** Returns the part as it is written. */
    @Override
    public String toString() {
      return type.isEmpty() ? value : type + "=" + value;
    }
  }

  DistinguishedName {
    parts = List.copyOf(parts);
  }

  /** Returns the name written as {@code text}; a backslash makes a comma or equals sign plain. */
  static DistinguishedName of(String text) {
    List<Part> parts = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String type = "";
    boolean typed = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : ',';
      if (c == '\\' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
      } else if (c == '=' && !typed) {
        type = word.toString().strip();
        typed = true;
        word.setLength(0);
      } else if (c == ',') {
        String value = word.toString().strip();
        if (!value.isEmpty() || !type.isEmpty()) {
          parts.add(new Part(type, value));
        }
        type = "";
        typed = false;
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    return new DistinguishedName(parts);
  }

  /**
   * Returns the name of an object told relative to this one. A name that begins with a part of this
   * one goes on from there.
   */
  DistinguishedName with(DistinguishedName relative) {
    List<Part> all = new ArrayList<>(parts);
    if (!relative.parts.isEmpty()) {
      Part first = relative.parts.get(0);
      for (int i = 0; i < all.size(); i++) {
        Part own = all.get(i);
        boolean same =
            own.equals(first) || (own.type().isEmpty() && own.value().equals(first.value()));
        if (same) {
          all = new ArrayList<>(all.subList(0, i));
          break;
        }
      }
    }
    all.addAll(relative.parts);
    return new DistinguishedName(all);
  }

  /** Returns the name within a class; empty if no part is of that class. */
  Optional<String> value(String type) {
    return parts.stream().filter(part -> part.type().equals(type)).map(Part::value).findFirst();
  }

  /** Returns the class of the object itself; empty if it is not told. */
  String type() {
    return parts.isEmpty() ? "" : parts.get(parts.size() - 1).type();
  }
}
