package org.obzvon.app.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.obzvon.app.Adapters;
import org.obzvon.app.TextAssembly;
import org.obzvon.config.Settings;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.document.Secret;
import org.obzvon.queue.Line;
import org.obzvon.queue.Pacer;
import org.obzvon.register.IdGenerator;
import org.obzvon.rehearsal.Population;
import org.obzvon.rehearsal.SimulatedChannelContext;
import org.obzvon.rehearsal.smsc.PopulationCentreBehaviour;
import org.obzvon.rehearsal.smsc.SimulatedCentre;
import org.obzvon.sms.GatewayTerms;
import org.obzvon.sms.AllowedLinkHosts;
import org.obzvon.sms.MessageWatch;
import org.obzvon.sms.Routing;
import org.obzvon.sms.smpp.SmppSettings;

/// The text messages of a rehearsal: the real desk with its SMPP gateway in front of a simulated centre. A message
/// whose delivery report the centre withholds stays open until it is queried, when the clock has moved on.
final class DemoTexts implements AutoCloseable {
  private static final String LINE = SimulatedChannelContext.LINE + "-sms";
  private static final String GATEWAY = "centre";
  private static final BigDecimal PRICE = new BigDecimal("2.50");
  private static final double UNPACED = 1_000_000;
  private static final int OPEN = 100_000;
  private static final int WINDOW = 50;
  /// This is real time: a busy machine must not look like a broken link.
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration REST = Duration.ofMillis(5);
  private static final Duration POLL = Duration.ofMillis(2);

  private final SimulatedCentre centre;
  private final TextAssembly desk;
  private final Runnable heardNothing;
  private final Adapters adapters;
  private final AtomicInteger unheard = new AtomicInteger();

  /// @param heardNothing called for each attempt that does not end before the clock moves
  DemoTexts(Adapters adapters, Settings settings, Population population, OutcomeSink sink, Runnable heardNothing) {
    this.adapters = adapters;
    this.heardNothing = heardNothing;
    this.centre = new SimulatedCentre(new PopulationCentreBehaviour(population).manners());
    this.desk = new TextAssembly(LINE, adapters, texting(settings), sink);
    desk.connect();
    await("the simulated centre did not take the login", () -> desk.vitals().getFirst().connected());
  }

  private Settings.Texting texting(Settings settings) {
    Map<String, BigDecimal> prices = settings.reach().allowedPrefixes().stream()
        .collect(Collectors.toMap(Function.identity(), _ -> PRICE));
    var terms = new GatewayTerms(GATEWAY, "OBZVON", Currency.getInstance("RUB"), prices, UNPACED, Optional.empty());
    var smpp = new SmppSettings(
        GATEWAY, new SmppSettings.Address("127.0.0.1", centre.port()),
        new SmppSettings.Login("obzvon", new Secret(IdGenerator.next().toString().substring(0, 8)), ""),
        new SmppSettings.Link(WINDOW, Duration.ofSeconds(30), PATIENCE, REST));
    return new Settings.Texting(
        Optional.empty(), new AllowedLinkHosts(Set.of()), new Routing(List.of(terms)),
        List.of(new Settings.GatewayKind.Smpp(smpp)),
        new Settings.Texting.Waits(OPEN, Duration.ofMinutes(15), Duration.ofHours(50)), settings.texting().answers());
  }

  Line line() {
    Line real = desk.line().orElseThrow();
    return new Line(
        real.name(), Channel.SMS, OPEN, new Pacer(UNPACED, adapters.clock().instant()), () -> true,
        attempt -> submit(real, attempt));
  }

  private Submission submit(Line real, Attempt attempt) {
    Submission submission = real.to().submit(attempt);
    if (submission instanceof Submission.Accepted && centre.withholds(attempt.phone().digits())) {
      unheard.incrementAndGet();
      heardNothing.run();
    }
    return submission;
  }

  /// Queries the messages without a delivery report. Returns how many attempts end by it.
  int followUp() {
    int asked = unheard.getAndSet(0);
    for (int left = asked; left > 0; left -= MessageWatch.MOST_A_ROUND) {
      desk.followUp();
    }
    return asked;
  }

  /// Waits until every delivery report has been delivered, duplicates included.
  void settle() {
    await("the simulated centre still brings receipts", centre::isQuiet);
  }

  private static void await(String otherwise, BooleanSupplier done) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!done.getAsBoolean()) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException(otherwise);
        }
        TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    settle();
    desk.close();
    centre.close();
  }
}
