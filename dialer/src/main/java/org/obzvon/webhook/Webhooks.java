package org.obzvon.webhook;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The subscriptions.
public interface Webhooks {
  /// So many may be in force at once.
  int MOST = 20;

  /// In force for every fact that is written from now on.
  ///
  /// @throws org.obzvon.document.BadInput when the address may not be called, or there are [#MOST] already
  Webhook add(Wanted wanted);

  /// Those that were not removed, oldest first.
  List<Webhook> list();

  /// Gives up what still waits for it. Whether there was one to remove.
  boolean remove(UUID id);

  /// Tells it nothing until it is enabled again. Whether there was one to pause.
  boolean pause(UUID id);

  /// Lets a disabled one be told again; facts of the meantime are not made up for. Whether there was one to enable.
  boolean enable(UUID id);

  /// @param by who wants it, in words
  record Wanted(URI url, Set<Event> events, String by) {}
}
