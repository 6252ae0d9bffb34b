package org.obzvon.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.obzvon.queue.ContactQueue.Places;
import org.obzvon.queue.ContactQueue.Share;

/// Leases every contact that is available.
final class HandedOut {
  private HandedOut() {}

  static List<Share> all(Places places) {
    List<Share> all = new ArrayList<>();
    for (Optional<Share> share = places.next(); share.isPresent(); share = places.next()) {
      all.add(share.get());
      places.taken(share.get().most(), true);
    }
    return all;
  }
}
