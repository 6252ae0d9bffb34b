package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_PART;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.fixture.CutStore;
import org.obzvon.register.Language;
import org.obzvon.sms.Messages.Letter;
import org.obzvon.sms.Messages.Occasion;
import org.obzvon.sms.GatewayHandover.Handed;
import org.obzvon.sms.jooq.JooqMessages;
import org.obzvon.sms.jooq.JooqSpending;

/// Tests a lost database answer during the handover of a text: it is sent once, and the gateway's answer is kept.
@Tag("slow")
class LostHandingsTest {
  private static final String WRITING = "insert into \"sms_message\"";
  private static final String NOTING = "insert into \"sms_part\"";
  private static final String DECLINING = "\"code\" = $2";

  private final FakeGateway gateway = new FakeGateway();
  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", gateway), SmsSurroundings.terms("g", "+7", "1"));
  private final CutStore cut = new CutStore(desk.database);
  private final Messages messages = new JooqMessages(cut.db(), SmsSurroundings.ASK_AFTER);
  private final GatewayHandover outbox = new GatewayHandover(
      new Routing(List.of(SmsSurroundings.terms("g", "+7", "1"))),
      Map.of("g", new GatewayHandover.Lane(gateway, new SegmentPacer(1e6, desk.clock))), messages,
      new JooqSpending(cut.db()),
      _ -> {}, desk.clock);

  @AfterEach
  void close_the_connections() {
    cut.close();
  }

  private Letter letter() {
    Attempt attempt = desk.attempt();
    return new Letter(
        attempt.id(), Occasion.CONTACT, Optional.empty(), attempt.phone(),
        new TextMessage("debt-reminder", Language.RU, "debt", Segments.of("debt")),
        desk.clock.instant().plus(Duration.ofDays(1)));
  }

  @Test
  void a_text_that_was_written_without_an_answer_is_sent_and_sent_once() {
    for (int time = 1; time <= 20; time++) {
      cut.proxy().loseAnswers(words -> words.contains(WRITING), 1);
      assertThat(outbox.send(letter())).isEqualTo(new Handed.Over("g", "g-" + time));
    }
    assertThat(cut.proxy().cuts()).isEqualTo(20);
    assertThat(gateway.sent).extracting(Gateway.Outgoing::id).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void the_gateways_id_is_stored_though_the_answer_to_the_storing_is_lost() {
    cut.proxy().loseAnswers(words -> words.contains(NOTING), 1);
    assertThat(outbox.send(letter())).isEqualTo(new Handed.Over("g", "g-1"));
    assertThat(desk.db.fetchSingle(SMS_MESSAGE).getState()).isEqualTo("ACCEPTED");
    assertThat(desk.db.fetchSingle(SMS_PART).getRemoteId()).isEqualTo("g-1");
  }

  @Test
  void a_text_that_the_gateway_refused_stands_as_refused_though_the_answer_to_the_storing_is_lost() {
    gateway.answering(new Gateway.Sent.Declined(DeliveryStatus.NO_SUCH_NUMBER, "11"));
    cut.proxy().loseAnswers(words -> words.contains(DECLINING), 1);
    assertThat(outbox.send(letter())).isEqualTo(new Handed.Nowhere(DeliveryStatus.NO_SUCH_NUMBER, "11"));
    assertThat(desk.db.fetchSingle(SMS_MESSAGE).getState()).isEqualTo("DECLINED");
    assertThat(cut.proxy().cuts()).isOne();
  }

  @Test
  void another_handing_over_of_the_same_text_is_not_sent() {
    Letter letter = letter();
    outbox.send(letter);
    assertThat(outbox.send(letter)).isInstanceOf(Handed.Unclear.class);
    assertThat(gateway.sent).hasSize(1);
  }

  @Test
  void a_text_of_which_it_is_not_known_whether_it_is_wanted_is_not_sent_and_may_go_again() {
    Letter letter = letter();
    Handed handed = outbox.send(
        letter,
        () -> {
          throw new IllegalStateException("the store is away");
        });
    assertThat(handed).isEqualTo(new Handed.CalledOff());
    assertThat(gateway.sent).isEmpty();
    assertThat(desk.db.fetchSingle(SMS_MESSAGE).getState()).isEqualTo("DECLINED");
  }
}
