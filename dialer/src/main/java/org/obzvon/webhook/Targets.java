package org.obzvon.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.obzvon.document.Sentence;

/// The addresses that webhooks may use. A subscriber chooses the address, so without a bound they could make the
/// service call targets that only the service can reach: its own machine, the exchange, the metadata address of a
/// cloud.
///
/// @param hosts the only hosts that may be called; empty: any host on the public Internet
/// @param privateHosts hosts that may be called although they are on this machine or in a private network
public record Targets(Set<String> hosts, Set<String> privateHosts) {
  private static final int LONGEST = 2_000;

  public Targets {
    hosts = Set.copyOf(hosts);
    privateHosts = Set.copyOf(privateHosts);
  }

  /// Returns why the address as it is written may not be called.
  public Optional<Sentence> refusal(URI url) {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.of(WebhookFault.SCHEME.with());
    }
    if (url.getHost() == null || url.toString().length() > LONGEST
        || !url.toString().chars().allMatch(c -> c > 32 && c < 127)) {
      return Optional.of(WebhookFault.HOST.with(LONGEST));
    }
    if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
      return Optional.of(WebhookFault.USER_OR_FRAGMENT.with());
    }
    String host = host(url);
    if (!privateHosts.contains(host) && namesHome(host)) {
      return Optional.of(WebhookFault.PRIVATE.with());
    }
    if (privateHosts.contains(host) || hosts.isEmpty() || hosts.contains(host)) {
      return Optional.empty();
    }
    return Optional.of(WebhookFault.NOT_LISTED.with());
  }

  /// Returns why the host may not be called at the address to which its name resolves.
  public Optional<Sentence> refusal(URI url, InetAddress address) {
    return isPublic(address) || privateHosts.contains(host(url))
        ? Optional.empty()
        : Optional.of(WebhookFault.PRIVATE.with());
  }

  /// Returns whether the host is known without a look-up not to be public. Names are looked up before every request.
  private static boolean namesHome(String host) {
    if (host.equals("localhost") || host.endsWith(".localhost") || host.endsWith(".internal")) {
      return true;
    }
    try {
      return !isPublic(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static String host(URI url) {
    return url.getHost().toLowerCase(Locale.ROOT);
  }

  /// Returns true only for addresses that the registries of special addresses (RFC 6890 and its list) call globally
  /// reachable.
  private static boolean isPublic(InetAddress address) {
    if (address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
        || address.isSiteLocalAddress() || address.isMulticastAddress()) {
      return false;
    }
    return switch (address) {
      case Inet4Address four -> isPublic4(four.getAddress());
      case Inet6Address six -> isPublic6(six.getAddress());
      default -> false;
    };
  }

  private static boolean isPublic4(byte[] bytes) {
    int a = bytes[0] & 0xff;
    int b = bytes[1] & 0xff;
    int c = bytes[2] & 0xff;
    boolean shared = a == 100 && b >= 64 && b < 128; // carrier-grade NAT
    boolean benchmark = a == 198 && (b == 18 || b == 19);
    boolean protocol = a == 192 && b == 0 && (c == 0 || c == 2);
    boolean documentation = a == 198 && b == 51 && c == 100 || a == 203 && b == 0 && c == 113;
    return a != 0 && a < 224 && !shared && !benchmark && !protocol && !documentation;
  }

  /// Returns whether an IPv6 address is public. Only 2000::/3 is allocated, and in it Teredo and 6to4 hide an IPv4
  /// address.
  private static boolean isPublic6(byte[] bytes) {
    int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    boolean special = first == 0x2001 && second < 0x200 || first == 0x2001 && second == 0xdb8;
    return (first & 0xe000) == 0x2000 && !special && first != 0x2002;
  }
}
