package org.obzvon.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.CallBounds;
import org.obzvon.call.RobotFault;
import org.obzvon.call.CallTokens;
import org.obzvon.call.CallTracker;
import org.obzvon.call.Conversation;
import org.obzvon.call.ConversationBuilder;
import org.obzvon.call.DialogueResult;
import org.obzvon.call.Speech;
import org.obzvon.call.TestCalls;
import org.obzvon.call.RequestedTextSender;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.call.ami.ExchangeSettings;
import org.obzvon.call.fastagi.FastAgiServer;
import org.obzvon.call.icu.IcuWords;
import org.obzvon.call.tts.EspeakSpeech;
import org.obzvon.campaign.Campaign;
import org.obzvon.commands.FormFault;
import org.obzvon.config.Settings;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.contact.OutcomeSink.Trace;
import org.obzvon.document.BadInput;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes test calls over a connection to the exchange and a FastAGI port of their own, which live as long as the call.
/// They do not touch the ledger, queue and lines of the service. Wishes of the person who answers have no effect: no
/// suppression, promise or text results, and no operator is rung.
public final class TestCaller implements TestCalls {
  private static final Logger LOG = LoggerFactory.getLogger(TestCaller.class);
  private static final Pattern AGI = Pattern.compile("agi://([\\w.-]+)(?::\\d+)?(/.*)?");
  private static final Duration RING = Duration.ofSeconds(30);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofMinutes(1);

  private final Adapters adapters;
  private final Settings settings;
  private final InstantSource clock;

  public TestCaller(Adapters adapters, Settings settings) {
    this.adapters = adapters;
    this.settings = settings;
    this.clock = adapters.clock();
  }

  @Override
  public List<Phone> numbers() {
    return settings.reach().testNumbers();
  }

  @Override
  public List<String> scripts() {
    return adapters.catalogue().scripts().names().stream().sorted().toList();
  }

  @Override
  public List<String> exchanges() {
    return settings.reach().exchanges().stream().map(one -> one.settings().name()).toList();
  }

  @Override
  public void check(Request request) {
    exchange(request);
    Account account = account(request);
    try {
      conversations(attempt(request, account)).of(attempt(request, account));
    } catch (RobotFault e) {
      throw BadInput.of("test call", e.getMessage());
    }
  }

  /// Returns the exchange's settings. The policy is not asked about a number that the installation lists as its own.
  private ExchangeSettings exchange(Request request) {
    if (!numbers().contains(request.number())) {
      throw BadInput.of("number", FormFault.TEST_NUMBER.with());
    }
    return line(request).settings();
  }

  private Settings.Exchange line(Request request) {
    String number = request.number().e164().substring(1);
    return settings.reach().exchanges().stream()
        .filter(one -> request.exchange().isEmpty() || request.exchange().get().equals(one.settings().name()))
        .filter(one -> one.settings().dialling().allowedPrefixes().stream().anyMatch(number::startsWith))
        .findFirst()
        .orElseThrow(() -> BadInput.of("exchange", FormFault.TEST_EXCHANGE.with(String.join(", ", exchanges()))));
  }

  private Account account(Request request) {
    return adapters.accounts().byNumber(request.account())
        .orElseThrow(() -> BadInput.of("account", FormFault.TEST_ACCOUNT.with()));
  }

  private Attempt attempt(Request request, Account account) {
    Instant now = clock.instant();
    Contact contact = new Contact(
        IdGenerator.next(), IdGenerator.next(), new Contact.Debtor(account.household(), account.id()), "TEST",
        new Contact.Step(0, LocalDate.ofInstant(now, ZoneOffset.UTC), Channel.ROBOT, request.script()),
        new Contact.Window(now, now.plus(Duration.ofHours(1))), 0);
    Attempt.Route route = new Attempt.Route(exchange(request).name(), callerId(request), RING, false);
    return new Attempt(IdGenerator.next(), contact, 1, request.number(), route, now);
  }

  private String callerId(Request request) {
    return request.callerId().map(Phone::e164)
        .or(() -> line(request).terms().callerIds().stream().findFirst())
        .or(() -> Optional.of(adapters.campaigns().all()).filter(all -> !all.isEmpty()).map(List::getLast)
            .map(Campaign::definition).map(definition -> definition.rules().dialling().callerId()))
        .orElse(request.number().e164());
  }

  private ConversationBuilder conversations(Attempt attempt) {
    return new ConversationBuilder(
        new SingleOpenAttempt(attempt), adapters.accounts(), adapters.catalogue().scripts(), new IcuWords(),
        settings.conversation().houses(), clock);
  }

  @Override
  public Result call(Request request) {
    ExchangeSettings exchange = exchange(request);
    Attempt attempt = attempt(request, account(request));
    ConversationBuilder conversations = conversations(attempt);
    Speech speech = new EspeakSpeech(settings.conversation().speech(), clock);
    try {
      Conversation conversation = conversations.prepare(attempt);
      speech.prepare(conversation.language(), conversation.machine().everyPhrase());
    } catch (RobotFault e) {
      throw BadInput.of("test call", e.getMessage());
    }
    CompletableFuture<Report> over = new CompletableFuture<>();
    SingleOpenAttempt open = new SingleOpenAttempt(attempt);
    CallTracker tracker = new CallTracker(over::complete, open, clock, CallBounds.USUAL);
    CallTokens tokens = CallTokens.ofThisProcess();
    try (FastAgiServer agi = new FastAgiServer(
        ownPort(settings.conversation().agi()), new FastAgiServer.Access(settings.agiPeers(), tokens),
        conversations,
        speech,
        new FastAgiServer.Listeners(tracker, (_, _) -> {}, RequestedTextSender.NONE, new Nobody()), clock)) {
      agi.start();
      try (AmiCallChannel channel = new AmiCallChannel(led(exchange, agi.port()), tracker, open, tokens, clock)) {
        LOG.info("test call {}: account {}, script {}, exchange {}; it counts nowhere", attempt.id(), request.account(),
            request.script(), exchange.name());
        Result result = placed(channel, attempt, over);
        LOG.info("test call {}: {}", attempt.id(), result.outcome());
        return result;
      }
    }
  }

  private Result placed(AmiCallChannel channel, Attempt attempt, CompletableFuture<Report> over) {
    try {
      channel.start();
      if (!channel.awaitConnected(CONNECT)) {
        throw BadInput.of("exchange", FormFault.EXCHANGE_AWAY.with(attempt.route().line()));
      }
      return switch (channel.submit(attempt)) {
        case Submission.Refused(var outcome) -> result(attempt, outcome, Optional.empty(), Trace.NONE);
        case Submission.Accepted _,Submission.Unknown _ -> awaited(attempt, over);
      };
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return result(attempt, new ContactOutcome.Lost(), Optional.empty(), Trace.NONE);
    }
  }

  private Result awaited(Attempt attempt, CompletableFuture<Report> over) throws InterruptedException {
    Duration longest = RING.plus(settings.conversation().agi().longestSession()).plus(GRACE);
    try {
      Report report = over.get(longest.toSeconds(), TimeUnit.SECONDS);
      Optional<Duration> talked = report.answeredAt().map(at -> Duration.between(at, report.endedAt()));
      return result(attempt, report.outcome(), talked, report.trace());
    } catch (TimeoutException _) {
      return result(attempt, new ContactOutcome.Lost(), Optional.empty(), Trace.NONE);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Result result(Attempt attempt, ContactOutcome outcome, Optional<Duration> talked, Trace trace) {
    return new Result(attempt.id(), attempt.route().line(), outcome, talked, trace);
  }

  private static FastAgiServer.Settings ownPort(FastAgiServer.Settings service) {
    return new FastAgiServer.Settings(
        service.host(), 0, 1, service.replyTimeout(), service.longestSession(), Duration.ofSeconds(1));
  }

  private static ExchangeSettings led(ExchangeSettings exchange, int port) {
    ExchangeSettings.Dialling dialling = exchange.dialling();
    Matcher agi = AGI.matcher(dialling.agiUrl());
    if (!agi.matches()) {
      throw new IllegalStateException("the address of FastAGI was checked when the configuration was read");
    }
    String url = "agi://" + agi.group(1) + ":" + port + Optional.ofNullable(agi.group(2)).orElse("/");
    return new ExchangeSettings(
        exchange.name(), exchange.access(),
        new ExchangeSettings.Dialling(
            dialling.channelTemplate(), dialling.context(), url, dialling.allowedPrefixes(), dialling.attemptHeader(),
            dialling.numbers(), dialling.registration()),
        exchange.waits());
  }

  /// Attendants for a test: no operator is rung.
  private static final class Nobody implements OperatorTransfer {
    @Override
    public Presence presence(UUID attempt) {
      return Presence.NOBODY;
    }

    @Override
    public void handedOver(UUID attempt, DialogueResult dialogue, List<String> heard) {
      // nobody takes the call
    }

    @Override
    public Optional<CallBackOffer> nobodyCame(UUID attempt) {
      return Optional.empty();
    }

    @Override
    public boolean wantsCallBack(UUID attempt, BooleanSupplier last) {
      return false;
    }

    @Override
    public Optional<Announcement> recording(UUID attempt) {
      return Optional.empty();
    }

    @Override
    public void recorded(UUID attempt, boolean begins) {
      // nothing is recorded
    }

    @Override
    public Optional<Announcement> stopped(UUID attempt) {
      return Optional.empty();
    }
  }
}
