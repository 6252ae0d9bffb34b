package org.obzvon.call.ami;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.PeerStatusEvent;
import org.asteriskjava.manager.event.RegistryEvent;
import org.obzvon.call.LineChange.Why;

/// Reads what Asterisk says of one trunk: whether its endpoint answers (`PeerStatus`, which sums up the endpoint's
/// contacts) and whether the exchange is registered with the carrier (`Registry`).
final class TrunkEvents {
  private static final Pattern ENDPOINT = Pattern.compile("PJSIP/(?:[^@/]*@([\\w.-]+)|([\\w.-]+)/.*)");

  private final Optional<String> peer;
  private final Optional<String> registration;

  private TrunkEvents(Optional<String> peer, Optional<String> registration) {
    this.peer = peer;
    this.registration = registration;
  }

  /// A report on the trunk.
  ///
  /// @param up whether it works
  /// @param about which of the two states is reported
  record News(boolean up, Why about) {}

  static TrunkEvents of(ExchangeSettings.Dialling dialling) {
    Matcher trunk = ENDPOINT.matcher(dialling.channelTemplate());
    Optional<String> endpoint = trunk.matches()
        ? Optional.ofNullable(trunk.group(1)).or(() -> Optional.of(trunk.group(2)))
        : Optional.empty();
    return new TrunkEvents(endpoint.map("PJSIP/"::concat), dialling.registration());
  }

  Optional<News> of(ManagerEvent event) {
    return switch (event) {
      case PeerStatusEvent status when peer.equals(Optional.ofNullable(status.getPeer())) -> endpoint(status);
      case RegistryEvent registry when registration.equals(Optional.ofNullable(registry.getUsername())) ->
          registered(registry);
      case null, default -> Optional.empty();
    };
  }

  private static Optional<News> endpoint(PeerStatusEvent event) {
    return switch (event.getPeerStatus()) {
      case "Reachable" -> Optional.of(new News(true, Why.UNREACHABLE));
      case "Unreachable" -> Optional.of(new News(false, Why.UNREACHABLE));
      case null, default -> Optional.empty(); // a lagged contact still answers
    };
  }

  private static Optional<News> registered(RegistryEvent event) {
    return switch (event.getStatus()) {
      case "Registered" -> Optional.of(new News(true, Why.NOT_REGISTERED));
      case "Rejected", "Unregistered", "Failed" -> Optional.of(new News(false, Why.NOT_REGISTERED));
      case null, default -> Optional.empty();
    };
  }
}
