package org.obzvon.register;

import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// Recognises the names of time zones.
public final class ZoneNameParser {
  /// The known zone ids. They are needed for every account that is read, and the JDK copies its list at every call.
  private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

  private ZoneNameParser() {}

  /// Returns a zone of the IANA list, such as `Europe/Moscow`. Offsets and abbreviations (`UTC+3`, `MSK`, `EST`) are
  /// not zones: they have no summer time, and some mean different hours to different systems.
  public static Optional<ZoneId> find(String id) {
    boolean listed = id.contains("/") && !id.startsWith("SystemV/") && KNOWN.contains(id);
    return listed || id.equals("UTC") ? Optional.of(ZoneId.of(id)) : Optional.empty();
  }
}
