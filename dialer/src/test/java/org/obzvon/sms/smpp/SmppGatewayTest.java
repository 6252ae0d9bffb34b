package org.obzvon.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.SMS_PART;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactChannel.Submission;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.document.Secret;
import org.obzvon.rehearsal.smsc.CentreBehaviour;
import org.obzvon.rehearsal.smsc.SimulatedCentre;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.SmsSurroundings;

/// Tests the real client against a server built from the library's own server side, over real sockets and a real
/// database.
@Tag("slow")
class SmppGatewayTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private SimulatedCentre centre;
  private SmppGateway gateway;
  private SmsSurroundings desk;

  private void begin(CentreBehaviour manners) {
    centre = new SimulatedCentre(manners);
    desk = new SmsSurroundings(this::gateways, SmsSurroundings.terms("smpp", "+7", "2.50"));
    gateway.start();
    await().atMost(LONG).until(gateway::ready);
  }

  private Map<String, SmppGateway> gateways(GatewaySink arrivals) {
    var settings = new SmppSettings(
        "smpp", new SmppSettings.Address("127.0.0.1", centre.port()),
        new SmppSettings.Login("obzvon", new Secret("secret"), ""),
        new SmppSettings.Link(20, Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofMillis(200)));
    gateway = new SmppGateway(settings, SmsSurroundings.numbers(), arrivals, java.time.Clock.systemUTC());
    return Map.of("smpp", gateway);
  }

  @AfterEach
  void end() {
    gateway.close();
    centre.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_long_cyrillic_message_arrives_whole_and_its_receipts_are_known_in_either_base(boolean decimal) {
    begin(
        new CentreBehaviour(
            _ -> CentreBehaviour.Fate.DELIVRD, decimal ? CentreBehaviour.DECIMAL : CentreBehaviour.HEXADECIMAL,
            CentreBehaviour.Faults.NONE,
            Duration.ZERO));

    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Accepted.class);

    await().atMost(LONG).untilAsserted(() -> assertThat(desk.outcomes()).containsExactly(new Delivered(2)));
    assertThat(centre.taken()).hasSize(2);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2; i++) {
      byte[] octets = centre.taken().get(i).octets();
      assertThat(octets).startsWith(5, 0, 3).hasSizeLessThanOrEqualTo(140);
      assertThat(octets[4]).isEqualTo((byte) 2);
      assertThat(octets[5]).isEqualTo((byte) (i + 1));
      assertThat(centre.taken().get(i).dataCoding()).isEqualTo((byte) 8);
      text.append(new String(octets, 6, octets.length - 6, StandardCharsets.UTF_16BE));
    }
    assertThat(text.toString()).isEqualTo(
        "Обзвон: по договору 101 долг 500 руб. Пожалуйста, оплатите. Вопросы: 8 495 000-00-00");
  }

  @Test
  void the_centres_words_become_outcomes() {
    Map<String, CentreBehaviour.Fate> fates = new HashMap<>();
    begin(
        new CentreBehaviour(
            seen -> fates.getOrDefault(seen.to(), CentreBehaviour.Fate.DELIVRD), CentreBehaviour.HEXADECIMAL,
            CentreBehaviour.Faults.NONE, Duration.ZERO));
    Attempt off = desk.attempt();
    Attempt undelivered = desk.attempt();
    fates.put(off.phone().digits(), CentreBehaviour.Fate.EXPIRED);
    fates.put(undelivered.phone().digits(), CentreBehaviour.Fate.UNDELIV);

    desk.channel.submit(off);
    desk.channel.submit(undelivered);

    await().atMost(LONG).untilAsserted(() -> assertThat(desk.told).hasSize(2));
    Map<java.util.UUID, ContactOutcome> outcomes = new HashMap<>();
    desk.told.forEach(report -> outcomes.put(report.attempt(), report.outcome()));
    assertThat(outcomes)
        .containsEntry(off.id(), new Failed(Fault.NETWORK))
        .containsEntry(undelivered.id(), new Failed(Fault.NETWORK));
    assertThat(desk.told.getFirst().trace().techCause().orElseThrow()).contains("err 001");
  }

  @Test
  void an_answer_of_a_debtor_reaches_the_inbox() {
    begin(CentreBehaviour.good());
    Attempt attempt = desk.attempt();

    centre.answer(attempt.phone().digits(), "OBZVON", "Почему нет интернета?");

    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(desk.inbox.open(10))
                .extracting(entry -> entry.incoming().text())
                .containsExactly("Почему нет интернета?"));
  }

  @Test
  void a_lost_receipt_is_asked_for() {
    begin(
        new CentreBehaviour(
            _ -> CentreBehaviour.Fate.DELIVRD, CentreBehaviour.HEXADECIMAL, CentreBehaviour.Faults.every(0, 0, 1, 0),
            Duration.ZERO));
    desk.channel.submit(desk.attempt());
    assertThat(desk.told).isEmpty();

    desk.clock.tick(Duration.ofMinutes(16));
    desk.watch.round();

    assertThat(desk.outcomes()).containsExactly(new Delivered(2));
  }

  /// Cuts the link at the first segment, which the centre takes.
  private record CutAtFirst(CentreBehaviour.Faults others) implements CentreBehaviour.Faults {
    @Override
    public boolean throttles(CentreBehaviour.Seen segment) {
      return others.throttles(segment);
    }

    @Override
    public boolean doubles(CentreBehaviour.Seen segment) {
      return others.doubles(segment);
    }

    @Override
    public boolean loses(CentreBehaviour.Seen segment) {
      return others.loses(segment);
    }

    @Override
    public boolean cuts(CentreBehaviour.Seen segment) {
      return segment.count() == 1;
    }
  }

  @Test
  void when_the_answer_to_one_segment_is_lost_the_rest_is_sent_and_that_one_is_not_sent_again() {
    begin(
        new CentreBehaviour(
            _ -> CentreBehaviour.Fate.DELIVRD, CentreBehaviour.DECIMAL, new CutAtFirst(CentreBehaviour.Faults.NONE),
            Duration.ofMillis(20)));

    assertThat(desk.channel.submit(desk.attempt())).isInstanceOf(Submission.Unknown.class);

    assertThat(centre.taken()).extracting(taken -> (int) taken.octets()[5]).containsExactly(1, 2);
    await().atMost(LONG).untilAsserted(() -> assertThat(desk.outcomes()).containsExactly(new Delivered(2)));
  }

  @Test
  void under_throttling_doubled_receipts_and_cut_links_none_is_lost_and_none_is_sent_twice() throws Exception {
    begin(
        new CentreBehaviour(
            _ -> CentreBehaviour.Fate.DELIVRD, CentreBehaviour.DECIMAL, CentreBehaviour.Faults.every(50, 7, 0, 211),
            Duration.ofMillis(20)));
    int count = 300;
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      attempts.add(desk.attempt());
    }
    Map<Attempt, Submission> submissions = new java.util.concurrent.ConcurrentHashMap<>();
    Semaphore atOnce = new Semaphore(40);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Attempt attempt : attempts) {
        atOnce.acquire();
        executor.submit(
            () -> {
              submissions.put(attempt, resubmitted(attempt));
              atOnce.release();
            });
      }
    }

    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(desk.told.stream().map(report -> report.attempt()).distinct())
            .hasSize(ended(submissions)));
    assertThat(desk.told).allSatisfy(report -> assertThat(report.outcome()).isEqualTo(new Delivered(2)));
    Map<String, Integer> segments = new HashMap<>();
    centre.taken().forEach(taken -> segments.merge(taken.to() + "/" + taken.octets()[5], 1, Integer::sum));
    assertThat(segments.values()).as("no segment twice").containsOnly(1);
    assertThat(submissions.values()).anyMatch(Submission.Unknown.class::isInstance);
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(desk.db.fetchCount(SMS_PART, SMS_PART.FATE.eq("DELIVERED")))
                .isEqualTo(centre.taken().size()));
  }

  /// Submits the attempt again, as the queue does with an attempt that was certainly not placed.
  private Submission resubmitted(Attempt attempt) {
    Submission submission = desk.channel.submit(attempt);
    for (int i = 0; i < 100 && submission instanceof Submission.Refused; i++) {
      await().atMost(LONG).until(gateway::ready);
      submission = desk.channel.submit(attempt);
    }
    return submission;
  }

  /// Counts the messages of which the centre has every segment. A message whose answer was lost before a later segment
  /// was sent stays open.
  private int ended(Map<Attempt, Submission> submissions) {
    Map<String, Integer> segments = new HashMap<>();
    centre.taken().forEach(taken -> segments.merge(taken.to(), 1, Integer::sum));
    return (int) submissions.keySet().stream()
        .filter(attempt -> segments.getOrDefault(attempt.phone().digits(), 0) == 2).count();
  }
}
