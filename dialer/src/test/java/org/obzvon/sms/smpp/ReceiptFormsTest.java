package org.obzvon.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.SMS_GATEWAY;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.ContactOutcome.Delivered;
import org.obzvon.contact.ContactOutcome.Failed;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.contact.ContactOutcome.Undeliverable;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OutcomeSink.Report;
import org.obzvon.document.Secret;
import org.obzvon.rehearsal.smsc.CentreBehaviour;
import org.obzvon.rehearsal.smsc.RawIncomingText;
import org.obzvon.rehearsal.smsc.SimulatedCentre;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.Gsm7;
import org.obzvon.sms.ReceiptsPer;
import org.obzvon.sms.SmsSurroundings;

/// Tests delivery receipts in every form that message centres write, through the socket of one: each receipt ends its
/// message, and no text of a person does.
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceiptFormsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String SENDER = "+74950000000";
  private static final int MARKED = 0x04;
  private static final String FIELDS = "id:%s sub:001 dlvrd:001 submit date:2611220900 done date:2611220901 stat:%s err:%s text:Обзв";

  private SimulatedCentre centre;
  private SmppGateway gateway;
  private SmsSurroundings desk;

  @BeforeAll
  void bind() {
    centre = new SimulatedCentre(
        new CentreBehaviour(_ -> CentreBehaviour.Fate.DELIVRD, CentreBehaviour.HEXADECIMAL,
            CentreBehaviour.Faults.every(0, 0, 1, 0), Duration.ZERO));
    desk = new SmsSurroundings(this::gateways, SmsSurroundings.terms("smpp", "+7", "2.50"));
    gateway.start();
    await().atMost(LONG).until(gateway::ready);
  }

  private Map<String, SmppGateway> gateways(GatewaySink arrivals) {
    var settings = new SmppSettings(
        "smpp", new SmppSettings.Address("127.0.0.1", centre.port()),
        new SmppSettings.Login("obzvon", new Secret("secret"), ""),
        new SmppSettings.Link(20, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMillis(200)),
        new SmppSettings.Receipts(SENDER, ErrorCodeScheme.GSM_MAP, ReceiptsPer.UNKNOWN));
    gateway = new SmppGateway(settings, SmsSurroundings.numbers(), arrivals, java.time.Clock.systemUTC());
    return Map.of("smpp", gateway);
  }

  @AfterAll
  void close() {
    gateway.close();
    centre.close();
  }

  @BeforeEach
  void forget() {
    centre.give(CentreBehaviour.HEXADECIMAL);
    desk.told.clear();
    Instant now = Instant.now();
    desk.clock.set(now.isAfter(desk.clock.instant()) ? now : desk.clock.instant()); // the gateway's pace uses it
    desk.db.deleteFrom(SMS_GATEWAY).execute();
  }

  /// A message of two segments that is on its way.
  private record Sent(Attempt attempt, List<String> ids) {
    private String digits() {
      return attempt.phone().digits();
    }
  }

  private Sent sent() {
    int before = centre.taken().size();
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);
    List<String> ids = centre.ids();
    return new Sent(attempt, ids.subList(before, ids.size()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String fields(String id, String stat, String err) {
    return FIELDS.formatted(id, stat, err);
  }

  private void bring(RawIncomingText receipt) {
    centre.answer(receipt);
    await().atMost(LONG).until(centre::isQuiet);
  }

  /// @param ids gives the form of the ids that the centre assigns
  /// @param receipt makes the receipt from an id and the debtor's digits
  private record Form(
      String name, Function<Long, String> ids, boolean data, BiFunction<String, String, RawIncomingText> receipt,
      ContactOutcome outcome) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Form form(String name, ContactOutcome outcome, BiFunction<String, String, RawIncomingText> receipt) {
    return new Form(name, CentreBehaviour.HEXADECIMAL, false, receipt, outcome);
  }

  private static Form ids(String name, Function<Long, String> given, Function<String, String> confirmed) {
    return new Form(name, given, false, (id, to) -> marked(to, fields(confirmed.apply(id), "DELIVRD", "000")),
        new Delivered(2));
  }

  private static RawIncomingText marked(String from, String text) {
    return new RawIncomingText(1, from, "OBZVON", MARKED, 0, ascii(text));
  }

  private static OptionalParameter id(String id) {
    return new OptionalParameter.Receipted_message_id(id);
  }

  private static OptionalParameter state(int state) {
    return new OptionalParameter.Message_state((byte) state);
  }

  private static Form word(String stat, String err, ContactOutcome outcome) {
    return form("stat:" + stat + " err:" + err, outcome, (id, to) -> marked(to, fields(id, stat, err)));
  }

  private static Form number(int state, ContactOutcome outcome) {
    return form(
        "message_state " + state, outcome,
        (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 0, new byte[0], id(id), state(state)));
  }

  private static Form addresses(String name, int ton, Function<String, String> from, Function<String, String> to) {
    return form(
        name, new Delivered(2),
        (id, digits) -> new RawIncomingText(ton, from.apply(digits), to.apply(digits), MARKED, 0,
            ascii(fields(id, "DELIVRD", "000"))));
  }

  private static long value(String hexadecimal) {
    return Long.parseLong(hexadecimal, 16);
  }

  static Stream<Form> forms() {
    ContactOutcome delivered = new Delivered(2);
    ContactOutcome notDelivered = new Failed(Fault.NETWORK);
    ContactOutcome ours = new Failed(Fault.EXCHANGE);
    return Stream.of(
        form("marked by esm_class", delivered, (id, to) -> marked(to, fields(id, "DELIVRD", "000"))),
        form("marked as intermediate", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", 0x20, 0, ascii(fields(id, "DELIVRD", "000")))),
        form("esm_class 0 with the fields of appendix B", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", 0, 0, ascii(fields(id, "DELIVRD", "000")))),
        form("esm_class 0 without text field", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", 0, 1, ascii("id:" + id + " stat:DELIVRD err:000"))),
        form("esm_class 0 with the two tags alone", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", 0, 0, new byte[0], id(id), state(2))),
        form("esm_class of an acknowledgement by the telephone", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", 0x08, 0, ascii(fields(id, "DELIVRD", "000")))),
        form("message_payload", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 0, new byte[0],
                new OptionalParameter.Message_payload(ascii(fields(id, "DELIVRD", "000"))))),
        new Form("data_sm with tags", CentreBehaviour.HEXADECIMAL, true,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 0, new byte[0], id(id), state(2)), delivered),
        new Form("data_sm with a text, esm_class 0", CentreBehaviour.HEXADECIMAL, true,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", 0, 0, new byte[0],
                new OptionalParameter.Message_payload(ascii(fields(id, "DELIVRD", "000")))),
            delivered),
        form("text in UCS-2", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 8,
                fields(id, "DELIVRD", "000").getBytes(StandardCharsets.UTF_16BE))),
        form("UCS-2 announced, ASCII written", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 8, ascii(fields(id, "DELIVRD", "000")))),
        form("small letters, long dates, commas", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", 0, 0,
                ascii("id:" + id
                    + ", sub:1, dlvrd:1, submit date:2026-11-22 09:00:00, done date:2026-11-22 09:00:01, stat:delivrd, err:0"))),
        form("tag of the id beside an id of another base in the text", delivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 0,
                ascii(fields(Long.toString(value(id)), "DELIVRD", "000")),
                id(id), state(2))),

        word("DELIVERED", "0", delivered), word("EXPIRED", "000", notDelivered), word("DELETED", "000", notDelivered),
        word("UNDELIV", "000", notDelivered), word("FAILED", "000", notDelivered), word("REJECTD", "000", ours),
        word("UNKNOWN", "000", new Lost()), word("2", "000", delivered), word("5", "000", notDelivered),
        word("8", "000", ours),
        word("UNDELIV", "001", new Undeliverable(Refusal.NO_SUCH_NUMBER)),
        word("UNDELIV", "013", new Undeliverable(Refusal.BARRED)), word("UNDELIV", "006", notDelivered),
        word("EXPIRED", "027", notDelivered), word("REJECTD", "999", ours), word("DELIVRD", "001", delivered),
        number(2, delivered), number(3, notDelivered), number(4, notDelivered), number(5, notDelivered),
        number(7, new Lost()), number(8, ours),
        form("network_error_code of a GSM network", new Undeliverable(Refusal.NO_SUCH_NUMBER),
            (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 0, new byte[0], id(id), state(5),
                new OptionalParameter.Network_error_code(new byte[]{3, 0, 1}))),
        form("network_error_code of another network", notDelivered,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 0, new byte[0], id(id), state(5),
                new OptionalParameter.Network_error_code(new byte[]{2, 0, 1}))),

        ids("hexadecimal, as given", CentreBehaviour.HEXADECIMAL, id -> id),
        ids("hexadecimal, confirmed in decimal", CentreBehaviour.HEXADECIMAL, id -> Long.toString(value(id))),
        ids("hexadecimal, confirmed in small letters without zeros", CentreBehaviour.HEXADECIMAL,
            id -> Long.toHexString(value(id))),
        ids("hexadecimal, confirmed with 0x", CentreBehaviour.HEXADECIMAL, id -> "0x" + id),
        ids("decimal, as given", CentreBehaviour.DECIMAL, id -> id),
        ids("decimal, confirmed in hexadecimal", CentreBehaviour.DECIMAL,
            id -> Long.toHexString(Long.parseLong(id)).toUpperCase(Locale.ROOT)),
        ids("decimal, confirmed with zeros", CentreBehaviour.DECIMAL, id -> "0".repeat(10) + id),
        ids("decimal with zeros, confirmed without", id -> "%010d".formatted(id), id -> id.replaceFirst("^0+", "")),
        ids("twenty digits", id -> "1234567890123456%04d".formatted(id), id -> id),
        ids("letters with _ @ and $", id -> "a_b@c$-" + id, id -> id),
        ids("a UUID", id -> "0198f7a2-5b1c-7def-8a00-%012d".formatted(id), id -> id),
        new Form("letters with _ @ and $, written in the GSM alphabet", id -> "m_" + id + "@$x", false,
            (id, to) -> new RawIncomingText(1, to, "OBZVON", MARKED, 0,
                Gsm7.octets("id:" + id + " sub:001 dlvrd:001 stat:DELIVRD err:000")),
            delivered),

        addresses("addresses not swapped, from our name", 5, _ -> "OBZVON", to -> to),
        addresses("addresses not swapped, from our number", 1, _ -> "74950000000", to -> to),
        addresses("addresses not swapped, from our number in national form", 2, _ -> "84950000000",
            to -> "8" + to.substring(1)),
        addresses("the debtor's number with prefix 8", 0, to -> "8" + to.substring(1), _ -> "OBZVON"),
        addresses("the debtor's number without a code", 2, to -> to.substring(1), _ -> "OBZVON"),
        addresses("the debtor's number with 00", 0, to -> "00" + to, _ -> "OBZVON"),
        addresses("the debtor's number with +", 1, to -> "+" + to, _ -> "OBZVON"),
        addresses("a short number that cannot be read", 0, _ -> "4455", _ -> "OBZVON"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void every_form_of_receipt_ends_its_message(Form form) {
    centre.give(form.ids());
    Sent sent = sent();
    for (String id : sent.ids()) {
      RawIncomingText receipt = form.receipt().apply(id, sent.digits());
      if (form.data()) {
        centre.answerAsData(receipt);
      } else {
        centre.answer(receipt);
      }
    }

    await().atMost(LONG).untilAsserted(() -> assertThat(desk.outcomes()).containsExactly(form.outcome()));
    assertThat(desk.told.getFirst().attempt()).isEqualTo(sent.attempt().id());
    assertThat(desk.inbox.open(10)).as("a receipt is nobody's text").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ENROUTE", "ACCEPTD", "ACKED", "BUFFRED", "SENT", "1", "6", "INVENTED"})
  void a_state_on_the_way_ends_nothing_and_is_kept(String stat) {
    Sent sent = sent();
    bring(marked(sent.digits(), fields(sent.ids().getFirst(), stat, "000")));

    assertThat(desk.told).isEmpty();
    assertThat(desk.inbox.open(10)).isEmpty();
    await().atMost(LONG).untilAsserted(
        () -> assertThat(desk.db.fetchCount(SMS_REPORT, SMS_REPORT.MATCHED_TO.eq(sent.attempt().id()))).isOne());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id:%s stat:DELIVRD", "id:%s stat:DELIVRD err:000 и больше не пишите мне", "Пришло: id:%s stat:DELIVRD err:000",
        "id:%s stat:PAID err:000", "stat:DELIVRD err:000", "my id:%s sub:001 stat:DELIVRD err:000", "id:%s", "стоп"
      })
  void a_persons_text_is_never_taken_for_a_receipt(String text) {
    Sent sent = sent();
    centre.answer(
        new RawIncomingText(1, sent.digits(), "OBZVON", 0, 8,
            text.formatted(sent.ids().getFirst()).getBytes(StandardCharsets.UTF_16BE)));

    await().atMost(LONG).until(() -> heard(sent));
    assertThat(desk.told).isEmpty();
    assertThat(desk.db.fetchCount(SMS_REPORT, SMS_REPORT.MATCHED_TO.eq(sent.attempt().id()))).isZero();
    desk.inbox.open(10).forEach(entry -> desk.db.execute("update sms_inbox set closed_at = received_at"));
  }

  @Test
  void a_whole_receipt_that_a_person_writes_about_a_message_to_somebody_else_is_their_text() {
    Sent sent = sent();
    Sent writer = sent();
    writes(writer, fields(sent.ids().getFirst(), "DELIVRD", "000"));

    assertThat(desk.told).isEmpty();
    assertThat(desk.db.fetchCount(SMS_REPORT, SMS_REPORT.MATCHED_TO.eq(sent.attempt().id()))).isZero();
  }

  @Test
  void a_whole_receipt_that_a_person_writes_with_an_id_of_their_own_is_their_text() {
    Sent writer = sent();
    int reports = desk.db.fetchCount(SMS_REPORT);
    writes(writer, fields("123456789", "DELIVRD", "000"));

    assertThat(desk.told).isEmpty();
    assertThat(desk.db.fetchCount(SMS_REPORT)).isEqualTo(reports);
  }

  /// Lets the debtor send a text and waits until it reaches the inbox.
  private void writes(Sent writer, String text) {
    centre.answer(new RawIncomingText(1, writer.digits(), "OBZVON", 0, 0, ascii(text)));
    await().atMost(LONG).until(() -> heard(writer) && centre.isQuiet());
    desk.inbox.open(10).forEach(entry -> desk.db.execute("update sms_inbox set closed_at = received_at"));
  }

  private boolean heard(Sent sent) {
    return desk.stopped.contains(sent.attempt().phone())
        || desk.inbox.open(10).stream()
            .anyMatch(entry -> entry.incoming().from().phone().equals(java.util.Optional.of(sent.attempt().phone())));
  }

  @Test
  void a_text_brought_by_data_sm_reaches_the_inbox() {
    centre.answerAsData(
        new RawIncomingText(1, "79005550001", "OBZVON", 0, 8, new byte[0],
            new OptionalParameter.Message_payload("Хватит слать мне смс!".getBytes(StandardCharsets.UTF_16BE))));

    await().atMost(LONG)
        .untilAsserted(() -> assertThat(desk.stopped).anyMatch(phone -> phone.e164().equals("+79005550001")));
  }

  @Test
  void one_receipt_for_a_whole_message_is_recognised_after_the_first_and_believed_at_once_from_then_on() {
    Sent first = sent();
    bring(marked(first.digits(), fields(first.ids().getLast(), "DELIVRD", "000")));
    assertThat(outcomes(first)).as("another may come").isEmpty();
    desk.clock.tick(Duration.ofMinutes(16));
    centre.give(CentreBehaviour.DECIMAL); // the centre does not know the ids when it receives the query
    desk.watch.round();
    assertThat(outcomes(first)).containsExactly(new Delivered(2));

    Sent second = sent();
    bring(marked(second.digits(), fields(second.ids().getFirst(), "UNDELIV", "001")));

    assertThat(outcomes(second)).containsExactly(new Undeliverable(Refusal.NO_SUCH_NUMBER));
  }

  private List<ContactOutcome> outcomes(Sent sent) {
    return desk.told.stream().filter(report -> report.attempt().equals(sent.attempt().id())).map(Report::outcome)
        .toList();
  }

  @Test
  void two_receipts_of_one_message_show_that_every_segment_has_its_own() {
    Sent first = sent();
    List<String> ids = new ArrayList<>(first.ids());
    ids.forEach(id -> bring(marked(first.digits(), fields(id, "DELIVRD", "000"))));
    desk.told.clear();

    Sent second = sent();
    bring(marked(second.digits(), fields(second.ids().getFirst(), "DELIVRD", "000")));
    desk.clock.tick(Duration.ofHours(1));
    centre.give(id -> "gone-" + id);
    desk.watch.round();

    assertThat(outcomes(second)).as("the second segment's receipt is waited for").isEmpty();
    assertThat(desk.db.select(SMS_GATEWAY.RECEIPTS).from(SMS_GATEWAY).fetch(SMS_GATEWAY.RECEIPTS))
        .containsExactly("SEGMENT");
  }

  @Test
  void a_marked_receipt_that_names_no_state_is_no_text_of_a_person() {
    Sent sent = sent();
    bring(marked(sent.digits(), "id:" + sent.ids().getFirst()));

    assertThat(desk.told).isEmpty();
    assertThat(desk.inbox.open(10)).isEmpty();
  }
}
