package org.obzvon.sms;

import java.util.Comparator;
import java.util.List;
import org.obzvon.register.Phone;

/// Which gateways may carry a message to a number, and in what order they are tried: the one with the longest matching
/// prefix first, then in the order of the configuration.
public record Routing(List<GatewayTerms> gateways) {
  public Routing {
    gateways = List.copyOf(gateways);
  }

  public List<GatewayTerms> to(Phone phone) {
    return gateways.stream()
        .filter(gateway -> gateway.prefix(phone).isPresent())
        .sorted(Comparator.comparingInt((GatewayTerms gateway) -> -gateway.prefix(phone).orElseThrow().length()))
        .toList();
  }
}
