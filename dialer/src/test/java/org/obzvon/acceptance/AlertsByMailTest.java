package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.alert.Alert.Kind;
import org.obzvon.alert.AlertMails;
import org.obzvon.alert.AlertWatch;
import org.obzvon.alert.MailRound;
import org.obzvon.alert.jooq.JooqAlertBook;
import org.obzvon.alert.jooq.JooqAlertMails;
import org.obzvon.alert.smtp.SmtpCourier;
import org.obzvon.alert.smtp.SmtpSettings;
import org.obzvon.app.AlertMailWriter;
import org.obzvon.app.CurrentAlerts;
import org.obzvon.call.LineChange.Why;
import org.obzvon.call.OpenBreaker;
import org.obzvon.console.LineTrouble;
import org.obzvon.console.Vitals;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.document.Sentence;
import org.obzvon.fixture.TestClock;
import org.obzvon.fixture.TestFolder;
import org.obzvon.fixture.TestStore;
import org.obzvon.policy.DeadNumberDoubts;
import org.obzvon.register.Language;

/// Tests the way from a fault of the service to the mail in a real mailbox.
@Tag("slow")
class AlertsByMailTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final String NOC = "noc@operator.example";
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final DSLContext db = TestStore.fresh();
  private final AlertMails mails = new JooqAlertMails(db);
  private final TestClock clock = new TestClock(NOON.minus(Duration.ofHours(1)));
  private final int port = TestFolder.freePort();
  private final GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
  private final ChangingVitals vitals = new ChangingVitals();

  private static final class ChangingVitals implements Vitals {
    private LineState west = new LineState("west", true, 0, 10);
    private LineState sms = new LineState("smpp-1", true, 0, 100);
    private Map<Channel, Instant> still = Map.of();
    private List<DeadNumberDoubts.Doubt> doubts = List.of();
    private List<String> dead = List.of();
    private Duration backup = Duration.ofHours(1);
    private Optional<Instant> restored = Optional.empty();
    private boolean storeAnswers = true;

    @Override
    public List<LineState> lines() {
      return List.of(west, sms);
    }

    @Override
    public Map<ContactState, Integer> waiting() {
      return Map.of();
    }

    @Override
    public int unstored() {
      return 0;
    }

    @Override
    public List<String> dead() {
      return dead;
    }

    @Override
    public Map<Channel, Instant> standingStill() {
      return still;
    }

    @Override
    public List<DeadNumberDoubts.Doubt> doubtedLines() {
      return doubts;
    }

    @Override
    public Optional<Duration> sinceLastBackup() {
      return Optional.ofNullable(backup);
    }

    @Override
    public Optional<Instant> restoreUnconfirmedSince() {
      return restored;
    }

    @Override
    public boolean storeAnswers() {
      return storeAnswers;
    }
  }

  /// One process of the service.
  private final class Node {
    private final AlertWatch watch;
    private final MailRound round;

    Node(String name, Set<Kind> kinds, Language language) {
      this.watch = new AlertWatch(
          new AlertWatch.Node(
              name, clock, () -> Duration.between(Instant.EPOCH, clock.instant()).toNanos(), vitals::storeAnswers),
          new AlertWatch.Rules(kinds, PAUSE, List.of(NOC)),
          new CurrentAlerts(vitals, Set.of("smpp-1"), Duration.ofDays(8), clock), new JooqAlertBook(db));
      this.round = new MailRound(
          name, clock, mails,
          new SmtpCourier(
              new SmtpSettings(
                  "127.0.0.1", port, SmtpSettings.Security.NONE, Optional.empty(),
                  "obzvon@operator.example", Optional.empty())),
          new AlertMailWriter(language, ZoneOffset.UTC), (_, _) -> {});
    }

    void step() {
      watch.look();
      round.run();
    }
  }

  private Node node(String name) {
    return new Node(name, EnumSet.allOf(Kind.class), Language.EN);
  }

  private Node first;

  @BeforeEach
  void start() {
    server.start();
    first = node("first");
    first.step();
    clock.set(NOON);
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private void rest() {
    vitals.west = new Vitals.LineState(
        "west", true, 0, 10, Optional.empty(),
        Optional.of(new OpenBreaker(NOON, Why.FAULTS, "SIP 403 for +37369123456")));
  }

  private void work() {
    vitals.west = new Vitals.LineState("west", true, 0, 10);
  }

  private List<MimeMessage> received() {
    return Arrays.asList(server.getReceivedMessages());
  }

  private List<String> subjects() {
    return received().stream().map(AlertsByMailTest::subject).toList();
  }

  private static String subject(MimeMessage mail) {
    try {
      return mail.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(MimeMessage mail) {
    try {
      return mail.getContent().toString();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void later(Duration by, Node... nodes) {
    clock.tick(by);
    for (Node node : nodes) {
      node.step();
    }
  }

  @Test
  void a_line_that_rests_is_told_once_and_that_it_works_again() {
    rest();
    first.step();
    first.step();
    later(Duration.ofMinutes(5), first);
    assertThat(subjects()).containsExactly("Obzvon: A line rests: west");
    assertThat(text(received().getFirst()))
        .contains("since 30.11.2026 12:00", "calls fail one after the other", "SIP 403");
    work();
    later(Duration.ofMinutes(6), first);
    assertThat(subjects()).containsExactly("Obzvon: A line rests: west", "Obzvon: A line works again: west");
    assertThat(text(received().getLast())).contains("Over since 30.11.2026 12:11, after 11 min.");
  }

  @Test
  void no_telephone_number_that_a_network_names_stands_in_a_mail() {
    rest();
    first.step();
    assertThat(GreenMailUtil.getWholeMessage(received().getFirst())).doesNotContain("69123456");
    assertThat(db.fetch("select detail from alert").toString()).doesNotContain("69123456");
  }

  @Test
  void two_processes_that_see_the_same_send_one_mail() {
    Node second = node("second");
    rest();
    CompletableFuture.allOf(CompletableFuture.runAsync(first::step), CompletableFuture.runAsync(second::step)).join();
    later(Duration.ofMinutes(2), first, second);
    assertThat(subjects()).containsExactly("Obzvon: A line rests: west");
    work();
    later(Duration.ofMinutes(1), first);
    assertThat(db.fetchValue("select count(*) from alert where ended_at is null"))
        .as("the second process still sees it").isEqualTo(1L);
    second.step();
    assertThat(db.fetchValue("select count(*) from alert where ended_at is null")).isEqualTo(0L);
    later(Duration.ofMinutes(8), first, second);
    assertThat(subjects()).containsExactly("Obzvon: A line rests: west", "Obzvon: A line works again: west");
  }

  @Test
  void what_only_a_process_that_has_stopped_saw_ends_as_not_known() {
    Node second = node("second");
    rest();
    second.step();
    work();
    later(Duration.ofMinutes(11), first);
    later(Duration.ofMinutes(11), first);
    assertThat(received()).hasSize(2);
    assertThat(text(received().getLast())).contains("has stopped reporting");
  }

  @Test
  void a_mail_server_that_was_away_gets_exactly_one_mail_when_it_is_back() {
    server.stop();
    rest();
    first.step();
    later(Duration.ofMinutes(1), first, node("second"));
    AlertMails.State away = mails.state();
    assertThat(away.waiting()).isEqualTo(1);
    assertThat(away.trouble()).isPresent().get().extracting(AlertMails.Trouble::words).asString().contains("connect");
    server.start();
    later(Duration.ofMinutes(2), first, node("second"));
    later(Duration.ofMinutes(2), first, node("second"));
    assertThat(subjects()).containsExactly("Obzvon: A line rests: west");
    assertThat(mails.state()).isEqualTo(new AlertMails.State(0, 0, Optional.empty()));
  }

  @Test
  void a_mail_that_found_no_server_for_a_day_is_given_up_and_seen() {
    server.stop();
    rest();
    first.step();
    for (int hour = 0; hour < 30; hour++) {
      later(Duration.ofHours(1), first);
    }
    assertThat(mails.state().waiting()).isZero();
    assertThat(mails.state().givenUp()).isEqualTo(1);
    assertThat(mails.state().trouble()).isPresent();
  }

  @Test
  void a_line_that_comes_and_goes_makes_no_flood() {
    for (int round = 0; round < 30; round++) {
      rest();
      later(Duration.ofSeconds(10), first);
      work();
      later(Duration.ofSeconds(10), first);
    }
    assertThat(received()).as("in ten minutes").hasSizeLessThanOrEqualTo(2);
    later(PAUSE, first);
    assertThat(received()).hasSizeLessThanOrEqualTo(3);
    assertThat(text(received().getLast()).lines().filter(line -> line.startsWith("- "))).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void an_exchange_that_is_back_within_half_a_minute_is_not_told() {
    vitals.west = new Vitals.LineState("west", false, 0, 10);
    first.step();
    later(Duration.ofSeconds(20), first);
    work();
    later(Duration.ofSeconds(20), first);
    assertThat(received()).isEmpty();
    vitals.west = new Vitals.LineState("west", false, 0, 10);
    first.step();
    later(Duration.ofSeconds(40), first);
    assertThat(subjects()).containsExactly("Obzvon: An exchange does not answer: west");
  }

  @Test
  void a_restart_neither_repeats_an_alert_nor_ends_it_before_the_process_knows() {
    rest();
    first.step();
    work();
    clock.tick(Duration.ofMinutes(11));
    Node restarted = node("first");
    restarted.step();
    rest();
    later(Duration.ofSeconds(20), restarted);
    later(Duration.ofMinutes(5), restarted);
    assertThat(subjects()).containsExactly("Obzvon: A line rests: west");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void every_kind_of_alert_is_told_by_what_the_health_check_knows(Kind kind) {
    switch (kind) {
      case LINE_RESTS -> rest();
      case EXCHANGE_LOST -> vitals.west = new Vitals.LineState("west", false, 0, 10);
      case GATEWAY_LOST ->
          vitals.sms = new Vitals.LineState("smpp-1", false, 0, 100, Optional.of(Sentence.unworded("bind refused")));
      case LINE_TROUBLED ->
          vitals.west = new Vitals.LineState("west", true, 0, 10, Optional.of(LineTrouble.CLOCK_BEHIND.with(7)));
      case STANDING_STILL -> vitals.still = Map.of(Channel.ROBOT, NOON);
      case DEAD_NUMBERS ->
          vitals.doubts = List
              .of(new DeadNumberDoubts.Doubt("west", NOON, new DeadNumberDoubts.Count(40, 80, Optional.of(NOON))));
      case PART_ENDED -> vitals.dead = List.of("dispatcher");
      case STORE_SILENT -> {
        vitals.storeAnswers = false;
        first.step();
        clock.tick(Duration.ofMinutes(2));
        vitals.storeAnswers = true;
      }
      case BACKUP_OLD -> vitals.backup = Duration.ofDays(9);
      case RESTORE_UNCONFIRMED -> vitals.restored = Optional.of(NOON);
    }
    first.step();
    later(Duration.ofSeconds(59), first);
    later(Duration.ofSeconds(2), first);
    String title = org.obzvon.console.icu.IcuPhrases.all(ZoneOffset.UTC).get(Language.EN).named("alert", kind.name());
    assertThat(subjects()).hasSize(1);
    assertThat(subjects().getFirst()).startsWith("Obzvon: " + title);
    assertThat(title).doesNotContain("_");
  }

  @Test
  void only_the_configured_kinds_are_told() {
    Node choosy = new Node("choosy", Set.of(Kind.BACKUP_OLD), Language.EN);
    rest();
    vitals.backup = null;
    choosy.step();
    assertThat(subjects()).containsExactly("Obzvon: The last backup is too old");
    assertThat(text(received().getFirst())).contains("there has never been one");
  }

  @ParameterizedTest
  @CsvSource({
    "RU, Obzvon: Линия отдыхает: west, с 30.11.2026 12:00",
    "RO, Obzvon: O linie este în repaus: west, din 30.11.2026 12:00",
    "EN, Obzvon: A line rests: west, since 30.11.2026 12:00"
  })
  void a_mail_speaks_the_configured_language(Language language, String subject, String since) {
    Node speaking = new Node("speaking", EnumSet.allOf(Kind.class), language);
    rest();
    speaking.step();
    assertThat(subjects()).containsExactly(subject);
    assertThat(text(received().getFirst())).contains(since);
  }

  @Test
  void a_mail_whose_process_died_while_it_was_sent_is_sent_by_another() {
    rest();
    first.watch.look();
    Instant now = clock.instant();
    assertThat(mails.lease("first", now, now.plus(Duration.ofMinutes(3)))).isPresent();
    Node second = node("second");
    second.step();
    assertThat(received()).as("the lease holds").isEmpty();
    later(Duration.ofMinutes(4), second);
    assertThat(subjects()).containsExactly("Obzvon: A line rests: west");
  }
}
