package org.obzvon.register;

import java.time.ZoneId;
import java.util.Optional;

/// Which words name a time zone.
public final class Zones {
  private Zones() {}

  /// A zone of the IANA list, such as `Europe/Moscow`. Offsets and abbreviations (`UTC+3`, `MSK`, `EST`) are not
  /// zones: they do not know of summer time, and some mean different hours to different systems.
  public static Optional<ZoneId> find(String id) {
    boolean listed = id.contains("/") && !id.startsWith("SystemV/") && ZoneId.getAvailableZoneIds().contains(id);
    return listed || id.equals("UTC") ? Optional.of(ZoneId.of(id)) : Optional.empty();
  }
}
