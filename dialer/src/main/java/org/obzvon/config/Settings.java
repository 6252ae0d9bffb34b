package org.obzvon.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.alert.AlertWatch;
import org.obzvon.alert.smtp.SmtpSettings;
import org.obzvon.call.SpokenFacts.House;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.call.fastagi.AllowedPeers;
import org.obzvon.call.fastagi.FastAgiServer;
import org.obzvon.call.tts.SpeechSettings;
import org.obzvon.console.http.BrowserAccessSettings;
import org.obzvon.console.http.HttpConsole;
import org.obzvon.contact.Channel;
import org.obzvon.contact.LoggedLedger;
import org.obzvon.document.Secret;
import org.obzvon.person.RetentionTerms;
import org.obzvon.policy.UnsettledPaymentWait;
import org.obzvon.queue.LineNumbering;
import org.obzvon.reason.ReasonRules;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;
import org.obzvon.register.Snapshots;
import org.obzvon.sms.AllowedLinkHosts;
import org.obzvon.sms.Routing;
import org.obzvon.sms.http.HttpSettings;
import org.obzvon.sms.smpp.SmppSettings;
import org.obzvon.sms.twilio.TwilioSettings;
import org.obzvon.webhook.Targets;

/// The whole configuration, checked. `deploy/dialer.yaml` explains every key.
///
/// @param rates file with the installation's own prices of contacts
/// @param registers when a register is suspicious, and when a number joins no households
/// @param mail empty where nobody gets alerts by mail
public record Settings(
    String node, Database database, Console http, Reach reach, Conversation conversation, Rhythm rhythm,
    Texting texting, Targets webhooks, ReasonRules reasons, Optional<Path> rates,
    Snapshots.Limits registers, Log log, Retention retention, Optional<Mail> mail) {

  /// Returns the hosts from which conversations are led: what `agi: from` lists, else the hosts of the exchanges.
  public AllowedPeers agiPeers() {
    return new AllowedPeers(
        conversation.from().orElseGet(
            () -> reach.exchanges().stream().map(exchange -> exchange.settings().access().host()).distinct().toList()));
  }

  /// Returns the channels by which debtors can be contacted here.
  public Set<Channel> channels() {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    if (!reach.exchanges().isEmpty()) {
      channels.add(Channel.ROBOT);
    }
    if (reach.exchanges().stream().anyMatch(exchange -> exchange.operators().isPresent())) {
      channels.add(Channel.OPERATOR);
    }
    if (!texting.kinds().isEmpty()) {
      channels.add(Channel.SMS);
    }
    return channels;
  }

  /// @param url of a PostgreSQL server; empty for the embedded one
  /// @param embedded folder of the embedded server and its port on loopback
  /// @param pool connections of this process
  /// @param owner account that owns the tables of a PostgreSQL server; empty where the user does
  public record Database(
      Optional<String> url, String user, Secret password, Embedded embedded, int pool, Optional<Owner> owner) {
    public Database(Optional<String> url, String user, Secret password, Embedded embedded, int pool) {
      this(url, user, password, embedded, pool, Optional.empty());
    }
  }

  public record Owner(String user, Secret password) {}

  /// The embedded PostgreSQL.
  ///
  /// @param memoryPercent share of the machine's memory for the buffers of the server
  public record Embedded(Path folder, int port, int memoryPercent) {
    private static final int USUAL_PERCENT = 15;

    public Embedded(Path folder, int port) {
      this(folder, port, USUAL_PERCENT);
    }
  }

  /// @param zone whose hours the pages show
  public record Console(HttpConsole.Address address, BrowserAccessSettings doors, ZoneId zone) {}

  /// The people we may reach, and the channels.
  ///
  /// @param testNumbers numbers of the installation's own people, which test calls may ring without the policy
  /// @param policies folder with policies of the installation's own
  /// @param paymentWait how long a payment that the register may not contain yet keeps its debtor from being contacted
  public record Reach(
      List<String> allowedPrefixes, List<Phone> testNumbers, Optional<Path> policies, UnsettledPaymentWait paymentWait,
      List<Exchange> exchanges, Desk desk) {}

  /// @param silence the longest that a debtor who is to talk to a person may hear nothing
  /// @param record whether conversations may be recorded
  /// @param kept how long a recording is kept
  /// @param recordings the exchange's folder of recordings, as this service sees it
  public record Desk(Duration silence, boolean record, Duration kept, Optional<Path> recordings) {}

  /// @param operators the desk's own account at the exchange; empty where no operators work there
  /// @param terms which numbers it serves and what it shows to debtors
  public record Exchange(
      ExchangeSettings settings, int lines, double callsPerSecond, Optional<ExchangeSettings.Access> operators,
      LineNumbering terms) {}

  /// @param scripts folder with scripts of the installation's own
  /// @param from addresses, networks or names of the exchanges; empty for the hosts of the exchanges
  public record Conversation(
      Optional<Path> scripts, Map<Language, House> houses, SpeechSettings speech, FastAgiServer.Settings agi,
      Optional<List<String>> from) {}

  /// @param templates folder with message templates of the installation's own
  /// @param links hosts to which messages may link
  /// @param kinds of the gateways in the routing, in the same order
  /// @param answers how messages from debtors are received
  public record Texting(
      Optional<Path> templates, AllowedLinkHosts links, Routing routing, List<GatewayKind> kinds, Waits waits,
      Answers answers) {

    /// @param open how many messages may wait for their delivery report at once
    /// @param askAfter silence after which the gateway is queried
    /// @param giveUp silence after which a message counts as lost
    public record Waits(int open, Duration askAfter, Duration giveUp) {}

    /// @param unreadHold how long an answer that nobody has read blocks automatic contacts with its number
    /// @param partsWait how long the parts of a message wait for a missing one
    /// @param regions by gateway: the country whose national numbers it delivers
    public record Answers(Duration unreadHold, Duration partsWait, Map<String, Optional<String>> regions) {}
  }

  public sealed interface GatewayKind {
    String name();

    public record Smpp(SmppSettings settings) implements GatewayKind {
      @Override
      public String name() {
        return settings.name();
      }
    }

    public record Http(HttpSettings settings) implements GatewayKind {
      @Override
      public String name() {
        return settings.name();
      }
    }

    public record Twilio(TwilioSettings settings) implements GatewayKind {
      @Override
      public String name() {
        return settings.name();
      }
    }
  }

  /// The schedule by which personal data is removed after its retention term.
  ///
  /// @param day of every year
  /// @param hour in the console's zone
  public record Retention(RetentionTerms terms, MonthDay day, int hour) {}

  /// @param numbers how telephone numbers appear in the lines about attempts
  /// @param file where the service logs besides its error output
  public record Log(LoggedLedger.Numbers numbers, Optional<LogFile.Place> file) {}

  /// Alerts by mail to the people who keep the service running.
  ///
  /// @param backupAge the age above which a backup causes an alert
  public record Mail(SmtpSettings server, AlertWatch.Rules rules, Language language, Duration backupAge) {}

  /// @param stopWithin how long a stop waits for running calls
  public record Rhythm(Duration poll, Duration lease, Duration heartbeat, Duration tick, Duration stopWithin) {}
}
