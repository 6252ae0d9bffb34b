package org.obzvon.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.SMS_INBOX;
import static org.obzvon.jooq.Tables.SMS_INCOMING_PART;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsmpp.bean.OptionalParameter.Tag;
import org.jsmpp.bean.OptionalParameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.document.Secret;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.smsc.CentreBehaviour;
import org.obzvon.rehearsal.smsc.RawIncomingText;
import org.obzvon.rehearsal.smsc.SimulatedCentre;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.Gsm7;
import org.obzvon.sms.Inbox;
import org.obzvon.sms.SmsSurroundings;

/// Tests debtors' messages through the socket of a message centre: codings, parts and senders.
@org.junit.jupiter.api.Tag("slow")
class IncomingMessagesTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int UDHI = 0x40;
  private static final String DEBTOR = "79000000001";
  private static final String OTHER = "79000000002";

  private SimulatedCentre centre;
  private SmppGateway gateway;
  private SmsSurroundings desk;

  @BeforeEach
  void begin() {
    centre = new SimulatedCentre(CentreBehaviour.good());
    desk = new SmsSurroundings(this::gateways, SmsSurroundings.terms("smpp", "+7", "2.50"));
    gateway.start();
    await().atMost(LONG).until(gateway::ready);
  }

  private Map<String, SmppGateway> gateways(GatewaySink arrivals) {
    var settings = new SmppSettings(
        "smpp", new SmppSettings.Address("127.0.0.1", centre.port()),
        new SmppSettings.Login("obzvon", new Secret("secret"), ""),
        new SmppSettings.Link(20, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMillis(200)));
    gateway = new SmppGateway(settings, SmsSurroundings.numbers(), arrivals, java.time.Clock.systemUTC());
    return Map.of("smpp", gateway);
  }

  @AfterEach
  void end() {
    gateway.close();
    centre.close();
  }

  private void sent(String from, int esmClass, int coding, byte[] octets, OptionalParameter... more) {
    centre.answer(new RawIncomingText(1, from, "OBZVON", esmClass, coding, octets, more));
    await().atMost(LONG).until(centre::isQuiet);
  }

  private List<String> texts() {
    return desk.inbox.open(20).stream().map(entry -> entry.incoming().text()).toList();
  }

  private static byte[] ucs2(String text) {
    return text.getBytes(StandardCharsets.UTF_16BE);
  }

  private static byte[] eightBit(int reference, int total, int number, byte[] text) {
    return joined(new byte[]{5, 0, 3, (byte) reference, (byte) total, (byte) number}, text);
  }

  private static byte[] sixteenBit(int reference, int total, int number, byte[] text) {
    byte[] header = {6, 8, 4, (byte) (reference >> 8), (byte) reference, (byte) total, (byte) number};
    return joined(header, text);
  }

  private static byte[] joined(byte[] header, byte[] text) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(header);
    whole.writeBytes(text);
    return whole.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "0x01, US-ASCII, please call me", "0x03, ISO-8859-1, pas encore décidé", "0x04, UTF-8, почему так дорого",
    "0x04, ISO-8859-1, déjà vu", "0x06, ISO-8859-5, почему так дорого", "0x07, ISO-8859-8, שלום",
    "0x08, UTF-16BE, почему так дорого", "0x18, UTF-16BE, почему так дорого", "0xf5, UTF-8, почему так дорого",
    "0xe0, UTF-16BE, почему так дорого", "0x02, UTF-16BE, почему так дорого"
  })
  void every_usual_data_coding_is_decoded(int coding, String charset, String text) {
    sent(DEBTOR, 0, coding, text.getBytes(Charset.forName(charset)));

    assertThat(texts()).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource({"0x00", "0xf0", "0xf1", "0x11", "0xc8"})
  void the_gsm_alphabet_is_decoded_with_its_extension(int coding) {
    String text = "Cât e: [10€] {~}|^ Ñandú".replace("â", "à").replace("ú", "ù");

    sent(DEBTOR, 0, coding, Gsm7.octets(text));

    assertThat(texts()).containsExactly(text);
  }

  @Test
  void a_message_in_an_unknown_coding_is_kept_with_its_bytes() {
    sent(DEBTOR, 0, 0x0d, new byte[]{0x1b, 0x24, 0x42, 0x7f});

    var entry = desk.inbox.open(10).getFirst();
    assertThat(entry.incoming().text()).isEqualTo("[data coding 0x0d] 1b24427f");
    assertThat(entry.incoming().marks().unknownCoding()).isTrue();
  }

  @Test
  void a_text_in_the_message_payload_is_read() {
    sent(DEBTOR, 0, 8, new byte[0], new OptionalParameter.Message_payload(ucs2("Хватит слать мне смс!")));

    assertThat(desk.stopped).containsExactly(new Phone("+" + DEBTOR));
  }

  @Test
  void a_request_to_stop_in_two_parts_is_heard_in_any_order_and_once() {
    sent(DEBTOR, UDHI, 8, eightBit(7, 2, 2, ucs2("оните мне")));
    assertThat(desk.stopped).isEmpty();
    sent(DEBTOR, UDHI, 8, eightBit(7, 2, 2, ucs2("оните мне")));
    sent(DEBTOR, UDHI, 8, eightBit(7, 2, 1, ucs2("Больше не зв")));
    sent(DEBTOR, UDHI, 8, eightBit(7, 2, 1, ucs2("Больше не зв")));

    assertThat(desk.stopped).containsExactly(new Phone("+" + DEBTOR));
    assertThat(texts()).isEmpty();
  }

  @Test
  void parts_before_and_after_a_restart_of_the_service_are_one_message() {
    sent(DEBTOR, UDHI, 8, eightBit(7, 3, 1, ucs2("Больше не ")));
    sent(DEBTOR, UDHI, 8, eightBit(7, 3, 3, ucs2(" мне")));
    restart();
    sent(DEBTOR, UDHI, 8, eightBit(7, 3, 3, ucs2(" мне")));
    assertThat(texts()).isEmpty();
    sent(DEBTOR, UDHI, 8, eightBit(7, 3, 2, ucs2("звоните")));

    assertThat(desk.stopped).containsExactly(new Phone("+" + DEBTOR));
    restart();
    desk.clock.set(java.time.Instant.now().plus(Duration.ofMinutes(11)));
    desk.parts.joinOverdue();
    desk.correspondence.resume();
    assertThat(desk.stopped).as("it was heard before").isEmpty();
    assertThat(desk.db.fetchCount(SMS_INBOX)).isEqualTo(1);
  }

  @Test
  void a_message_whose_last_part_came_just_before_a_crash_is_joined_after_the_restart() {
    sent(DEBTOR, UDHI, 8, eightBit(8, 2, 1, ucs2("Больше не ")));
    desk.db.execute("alter table sms_inbox add constraint broken check (text = '')");
    centre.answer(new RawIncomingText(1, DEBTOR, "OBZVON", UDHI, 8, eightBit(8, 2, 2, ucs2("звоните мне"))));
    await().atMost(LONG).until(() -> desk.db.fetchCount(SMS_INCOMING_PART) == 2);
    gateway.close();
    desk.db.execute("alter table sms_inbox drop constraint broken");
    restart();
    desk.clock.set(java.time.Instant.now().plus(Duration.ofMinutes(11)));
    desk.parts.joinOverdue();

    assertThat(desk.stopped).containsExactly(new Phone("+" + DEBTOR));
    assertThat(desk.db.fetchSingle(SMS_INBOX).getPartMissing()).isFalse();
  }

  /// Restarts everything but the database.
  private void restart() {
    gateway.close();
    desk = new SmsSurroundings(desk.database, this::gateways, SmsSurroundings.terms("smpp", "+7", "2.50"));
    gateway.start();
    await().atMost(LONG).until(gateway::ready);
  }

  @Test
  void parts_of_two_senders_with_one_reference_are_not_mixed() {
    sent(DEBTOR, UDHI, 8, sixteenBit(300, 2, 1, ucs2("Интернет ")));
    sent(OTHER, UDHI, 8, sixteenBit(300, 2, 1, ucs2("Когда ")));
    sent(DEBTOR, UDHI, 8, sixteenBit(300, 2, 2, ucs2("не работает")));
    sent(OTHER, UDHI, 8, sixteenBit(300, 2, 2, ucs2("мастер?")));

    assertThat(texts()).containsExactlyInAnyOrder("Интернет не работает", "Когда мастер?");
  }

  @Test
  void parts_by_the_sar_parameters_are_joined() {
    for (int number : new int[]{3, 1, 2}) {
      sent(
          DEBTOR, 0, 8, ucs2(List.of("Nu mai ", "doresc ", "mesaje").get(number - 1)),
          new OptionalParameter.Short(Tag.SAR_MSG_REF_NUM.code(), (short) 40_000),
          new OptionalParameter.Byte(Tag.SAR_TOTAL_SEGMENTS.code(), (byte) 3),
          new OptionalParameter.Byte(Tag.SAR_SEGMENT_SEQNUM.code(), (byte) number));
    }

    assertThat(desk.stopped).containsExactly(new Phone("+" + DEBTOR));
  }

  @Test
  void a_letter_that_was_cut_in_two_is_whole_again() {
    byte[] text = ucs2("так 😀 да");
    int cut = 10; // between the two halves of the emoji's surrogate pair
    sent(DEBTOR, UDHI, 8, eightBit(1, 2, 1, java.util.Arrays.copyOf(text, cut)));
    sent(DEBTOR, UDHI, 8, eightBit(1, 2, 2, java.util.Arrays.copyOfRange(text, cut, text.length)));

    assertThat(texts()).containsExactly("так 😀 да");
  }

  @Test
  void a_missing_part_is_waited_for_and_then_what_is_there_is_read() {
    sent(DEBTOR, UDHI, 8, eightBit(9, 3, 1, ucs2("Оплачу завтра, ")));
    sent(DEBTOR, UDHI, 8, eightBit(9, 3, 3, ucs2("спасибо")));
    desk.parts.joinOverdue();
    assertThat(texts()).isEmpty();

    desk.clock.set(java.time.Instant.now().plus(Duration.ofMinutes(11)));
    desk.parts.joinOverdue();
    desk.parts.joinOverdue();

    var open = desk.inbox.open(10);
    assertThat(open).extracting(entry -> entry.incoming().text()).containsExactly("Оплачу завтра,  […] спасибо");
    assertThat(open.getFirst().incoming().marks().partMissing()).isTrue();
    assertThat(open.getFirst().kind()).isEqualTo(Inbox.Kind.PROMISE);
  }

  @Test
  void a_reference_that_is_used_again_begins_another_message() {
    sent(DEBTOR, UDHI, 8, eightBit(5, 2, 1, ucs2("раз ")));
    sent(DEBTOR, UDHI, 8, eightBit(5, 2, 2, ucs2("два")));
    sent(DEBTOR, UDHI, 8, eightBit(5, 2, 1, ucs2("три ")));
    sent(DEBTOR, UDHI, 8, eightBit(5, 2, 2, ucs2("четыре")));

    assertThat(texts()).containsExactly("раз два", "три четыре");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 89161234567, +79161234567", "2, 9161234567, +79161234567", "1, 79161234567, +79161234567",
    "0, 79161234567, +79161234567", "0, 0037369123456, +37369123456", "0, +37369123456, +37369123456",
    "1, 89161234567, +79161234567"
  })
  void a_senders_number_in_any_form_becomes_international(int ton, String written, String phone) {
    centre.answer(new RawIncomingText(ton, written, "OBZVON", 0, 8, ucs2("стоп")));

    await().atMost(LONG).untilAsserted(() -> assertThat(desk.stopped).containsExactly(new Phone(phone)));
  }

  @ParameterizedTest
  @CsvSource({"5, Mama", "0, 4455", "3, 900"})
  void a_sender_without_a_telephone_number_waits_in_the_inbox(int ton, String written) {
    centre.answer(new RawIncomingText(ton, written, "OBZVON", 0, 8, ucs2("Хватит звонить")));

    await().atMost(LONG).untilAsserted(() -> assertThat(texts()).containsExactly("Хватит звонить"));
    assertThat(desk.inbox.open(1).getFirst().incoming().from().written()).isEqualTo(written);
    assertThat(desk.stopped).isEmpty();
  }
}
