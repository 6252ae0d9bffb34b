package org.obzvon.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The outages, announced by hand or by a monitoring system.
public interface Outages {

  /// Begins now. Where one is in force in the district already, it takes over the new end.
  Outage add(String district, Optional<Instant> until);

  /// Ends what is in force in the district; how many that were.
  int end(String district);

  /// Newest first, at most `limit`.
  List<Outage> list(int limit);
}
