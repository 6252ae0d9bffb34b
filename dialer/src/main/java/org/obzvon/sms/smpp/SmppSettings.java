package org.obzvon.sms.smpp;

import java.time.Duration;
import org.obzvon.document.Secret;
import org.obzvon.sms.ReceiptsPer;

/// One connection to a message centre.
///
/// @param name of the gateway
public record SmppSettings(String name, Address address, Login login, Link link, Receipts receipts) {

  /// Makes settings for receipts of an unknown provider.
  public SmppSettings(String name, Address address, Login login, Link link) {
    this(name, address, login, link, Receipts.USUAL);
  }

  public record Address(String host, int port) {}

  public record Login(String systemId, Secret password, String systemType) {}

  /// @param window the most messages that await a reply at once, as the provider allows
  /// @param enquireLink silence after which the link is tested
  /// @param timeout longest wait for a reply
  /// @param rest pause before the next try when the centre throttled us
  public record Link(int window, Duration enquireLink, Duration timeout, Duration rest) {
    public static final Duration USUAL_REST = Duration.ofMillis(500);
  }

  /// How the provider writes delivery receipts.
  ///
  /// @param sender our sender address, with which messages go out; empty when it is not known
  public record Receipts(String sender, ErrorCodeScheme errorCodes, ReceiptsPer per) {
    public static final Receipts USUAL = new Receipts("", ErrorCodeScheme.OTHER, ReceiptsPer.UNKNOWN);
  }
}
