package org.obzvon.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The outages that a person or a monitoring system announced.
public interface Outages {

  /// Adds an outage that begins now. If one is in force in the district already, that one gets the new end.
  Outage add(String district, Optional<Instant> until);

  /// Ends the outages in force in the district. Returns how many there were.
  int end(String district);

  /// Returns at most `limit` outages, newest first.
  List<Outage> list(int limit);
}
