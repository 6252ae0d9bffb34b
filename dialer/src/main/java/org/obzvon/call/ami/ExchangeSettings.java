package org.obzvon.call.ami;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.obzvon.document.Secret;
import org.obzvon.register.Phone;

/// The settings of one Asterisk. All of them come from the installer; a value that does not fit throws
/// `IllegalArgumentException` with the reason, so that a wrong setting stops the start.
///
/// @param name the line, as `Attempt.Route` names it
public record ExchangeSettings(String name, Access access, Dialling dialling, Waits waits) {

  public ExchangeSettings {
    require(name, "[\\w.-]{1,40}", "name", "letters, digits, dot, dash");
  }

  /// How to reach the manager interface and log in to it.
  ///
  /// @param user the account in `manager_obzvon.conf`
  public record Access(String host, int port, String user, Secret secret) {
    public Access {
      require(host, "[\\w.:-]{1,255}", "host", "a host name or address");
      require(user, "[\\w.-]{1,80}", "user", "letters, digits, dot, dash");
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port: " + port + " is not between 1 and 65535");
      }
    }
  }

  /// How calls are placed.
  ///
  /// @param channelTemplate how a number is dialled, such as `PJSIP/{number}@carrier`
  /// @param context where an answered call goes on, `obzvon-robot` of `extensions_obzvon.conf`
  /// @param agiUrl where Asterisk finds our FastAGI, such as `agi://127.0.0.1:4573/robot`
  /// @param allowedPrefixes digits with which a dialled number must begin; an empty list allows nothing
  /// @param attemptHeader whether the SIP header `X-Obzvon-Attempt` carries the attempt's id to the carrier, so that
  ///     the carrier's call records can be compared call by call
  /// @param numbers the format in which the trunk wants numbers
  /// @param registration the trunk's own registration with its carrier: the `client_uri` in Asterisk's settings
  public record Dialling(
      String channelTemplate, String context, String agiUrl, List<String> allowedPrefixes, boolean attemptHeader,
      NumberFormat numbers, Optional<String> registration) {
    public Dialling(
        String channelTemplate, String context, String agiUrl, List<String> allowedPrefixes, boolean attemptHeader) {
      this(channelTemplate, context, agiUrl, allowedPrefixes, attemptHeader, NumberFormat.DIGITS, Optional.empty());
    }

    public Dialling {
      require(channelTemplate, "\\w+/[\\w.@:/-]*\\{number}[\\w.@:/-]*", "channel-template",
          "technology/{number}@trunk, with {number} once");
      if (attemptHeader && !channelTemplate.startsWith("PJSIP/")) {
        throw new IllegalArgumentException("attempt-header: only a PJSIP channel can carry it");
      }
      require(context, "[\\w-]{1,79}", "context", "letters, digits, dash");
      require(agiUrl, "agi://[\\w.-]+(:\\d{1,5})?(/[\\w./-]*)?", "agi-url", "agi://host:port/script");
      registration
          .ifPresent(uri -> require(uri, "sips?:[\\w.+-]{1,80}@[\\w.:-]{1,255}", "registration", "sip:name@carrier"));
      allowedPrefixes = List.copyOf(allowedPrefixes);
      allowedPrefixes.forEach(prefix -> require(prefix, "\\d{1,14}", "allowed-prefixes", "digits, no plus"));
    }

    boolean allows(Phone phone) {
      return allowedPrefixes.stream().anyMatch(phone.digits()::startsWith) && numbers.of(phone).isPresent();
    }

    /// Returns the channel that dials an allowed number.
    String channel(Phone phone) {
      return channelTemplate.replace("{number}", numbers.of(phone).orElseThrow());
    }
  }

  /// All time limits and pauses towards the exchange.
  ///
  /// @param connect limit for the connection and for each answer while logging in
  /// @param answer limit for the receipt of an action
  /// @param heartbeat time between two pings; a peer that is frozen is noticed after `heartbeat + answer` at the latest
  /// @param retryFirst pause before the second try to connect; doubled after each failure
  /// @param retryMost the longest pause between tries; there is no last try while the service runs
  public record Waits(
      Duration connect, Duration answer, Duration heartbeat, Duration retryFirst, Duration retryMost) {
    /// The usual values. An exchange under load has been seen to answer after seconds, hence ten.
    public static final Waits USUAL = new Waits(
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofMillis(500),
        Duration.ofSeconds(10));
  }

  private static void require(String value, String form, String key, String expected) {
    if (!Pattern.matches(form, value)) {
      throw new IllegalArgumentException(key + ": expected " + expected);
    }
  }
}
