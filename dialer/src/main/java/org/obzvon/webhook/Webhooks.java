package org.obzvon.webhook;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The webhook subscriptions.
public interface Webhooks {
  /// The maximum number of webhooks in force at once.
  int MOST = 20;

  /// Adds a webhook. It is in force for every fact that is written from now on.
  ///
  /// @throws org.obzvon.document.BadInput when the address may not be called, or there are [#MOST] already
  Webhook add(Wanted wanted);

  /// Returns the webhooks that were not removed, oldest first.
  List<Webhook> list();

  /// Removes the webhook and gives up its waiting deliveries. Returns false if it does not exist.
  boolean remove(UUID id);

  /// Disables the webhook until it is enabled again. Returns false if there is none to pause.
  boolean pause(UUID id);

  /// Enables a disabled webhook; facts of the meantime are not delivered. Returns false if there is none to enable.
  boolean enable(UUID id);

  /// @param by name of the subscriber, in words
  record Wanted(URI url, Set<WebhookEvent> events, String by) {}
}
