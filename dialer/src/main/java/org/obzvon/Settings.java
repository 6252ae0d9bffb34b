package org.obzvon;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.obzvon.call.Facts.House;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.call.fastagi.AllowedPeers;
import org.obzvon.call.fastagi.FastAgiServer;
import org.obzvon.call.tts.SpeechSettings;
import org.obzvon.console.http.Doors;
import org.obzvon.console.http.HttpConsole;
import org.obzvon.contact.Channel;
import org.obzvon.contact.LoggedLedger;
import org.obzvon.document.Secret;
import org.obzvon.policy.PaymentWait;
import org.obzvon.queue.LineTerms;
import org.obzvon.reason.ReasonRules;
import org.obzvon.register.Language;
import org.obzvon.register.Phone;
import org.obzvon.register.Snapshots;
import org.obzvon.sms.Links;
import org.obzvon.sms.Routing;
import org.obzvon.sms.http.HttpSettings;
import org.obzvon.sms.smpp.SmppSettings;
import org.obzvon.sms.twilio.TwilioSettings;
import org.obzvon.webhook.Targets;

/// The whole configuration, checked. `deploy/dialer.yaml` explains every key.
///
/// @param rates file with the installation's own prices of contacts
/// @param registers when a register is suspicious, and a number joins nobody
record Settings(
    String node, Database database, Console http, Reach reach, Conversation conversation, Rhythm rhythm,
    Texting texting, Targets webhooks, ReasonRules reasons, Optional<Path> rates,
    Snapshots.Limits registers, Log log) {

  /// From where conversations are led: what `agi: from` lists, else the hosts of the exchanges.
  AllowedPeers agiPeers() {
    return new AllowedPeers(
        conversation.from().orElseGet(
            () -> reach.exchanges().stream().map(exchange -> exchange.settings().access().host()).distinct().toList()));
  }

  /// By what debtors can be contacted here.
  Set<Channel> channels() {
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
  /// @param folder of the embedded server
  /// @param port of the embedded server, on loopback
  /// @param pool connections of this process
  record Database(Optional<String> url, String user, Secret password, Embedded embedded, int pool) {}

  record Embedded(Path folder, int port) {}

  /// @param zone whose hours the pages show
  record Console(HttpConsole.Address address, Doors doors, ZoneId zone) {}

  /// Whom we may reach and by what.
  ///
  /// @param testNumbers numbers of the installation's own people, which test calls may ring outside the policy
  /// @param policies folder with policies of the installation's own
  /// @param paymentWait how long a payment that the register may not know keeps its debtor from being contacted
  record Reach(
      List<String> allowedPrefixes, List<Phone> testNumbers, Optional<Path> policies, PaymentWait paymentWait, List<Exchange> exchanges, Desk desk) {}

  /// @param silence the longest that a debtor who is to talk to a person may hear nothing
  /// @param record whether talks may be recorded
  /// @param kept how long a recording is kept
  /// @param recordings the exchange's folder of recordings, where this service sees it
  record Desk(Duration silence, boolean record, Duration kept, Optional<Path> recordings) {}

  /// @param operators the desk's own account at the exchange; empty where no operators sit at it
  /// @param terms which numbers it serves and what it shows to debtors
  record Exchange(
      ExchangeSettings settings, int lines, double callsPerSecond, Optional<ExchangeSettings.Access> operators,
      LineTerms terms) {}

  /// @param scripts folder with scripts of the installation's own
  /// @param from addresses, networks or names of the exchanges; empty when their hosts are meant
  record Conversation(
      Optional<Path> scripts, Map<Language, House> houses, SpeechSettings speech, FastAgiServer.Settings agi,
      Optional<List<String>> from) {}

  /// @param templates folder with message templates of the installation's own
  /// @param links hosts to which messages may link
  /// @param kinds of the gateways in the routing, in the same order
  /// @param answers how messages of debtors are taken
  record Texting(
      Optional<Path> templates, Links links, Routing routing, List<GatewayKind> kinds, Waits waits, Answers answers) {

    /// @param open messages that may wait for their report at once
    /// @param askAfter silence after which a gateway is asked
    /// @param giveUp silence after which a message is lost
    record Waits(int open, Duration askAfter, Duration giveUp) {}

    /// @param unreadHold how long an answer that nobody reads holds contacts by machines with its number
    /// @param partsWait how long the parts of a message wait for one that is missing
    /// @param regions by gateway: the country whose national numbers it brings
    record Answers(Duration unreadHold, Duration partsWait, Map<String, Optional<String>> regions) {}
  }

  sealed interface GatewayKind {
    String name();

    record Smpp(SmppSettings settings) implements GatewayKind {
      @Override
      public String name() {
        return settings.name();
      }
    }

    record Http(HttpSettings settings) implements GatewayKind {
      @Override
      public String name() {
        return settings.name();
      }
    }

    record Twilio(TwilioSettings settings) implements GatewayKind {
      @Override
      public String name() {
        return settings.name();
      }
    }
  }

  /// @param numbers how telephone numbers stand in the lines about attempts
  /// @param file where the service logs besides its error output
  record Log(LoggedLedger.Numbers numbers, Optional<LogFile.Place> file) {}

  /// @param stopWithin how long a stop waits for running calls
  record Rhythm(Duration poll, Duration lease, Duration heartbeat, Duration tick, Duration stopWithin) {}
}
