package org.obzvon.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.obzvon.jooq.Tables.ACCOUNT_PHONE;
import static org.obzvon.jooq.Tables.HEARD_REASON;
import static org.obzvon.jooq.Tables.PROMISE;
import static org.obzvon.jooq.Tables.TICKET;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Phone;

/// Tests the consequences of a debtor's answer.
@Tag("slow")
class AnswerHandlerTest {
  private final FakeGateway gateway = new FakeGateway();
  private final SmsSurroundings desk = new SmsSurroundings(Map.of("g", gateway),
      SmsSurroundings.terms("g", "+7", "2.50"));
  private int received;

  private void receive(Phone from, String text) {
    receive(from, text, "in-" + ++received);
  }

  private void receive(Phone from, String text, String remoteId) {
    desk.correspondence.received(new Incoming("g", remoteId, from, "OBZVON", text, desk.clock.instant()));
  }

  @Test
  void a_stop_word_stops_the_number_and_is_confirmed_once() {
    Phone from = desk.attempt().phone();

    receive(from, "Стоп");
    receive(from, "STOP!!!");
    receive(from, "STOP", "in-2");

    assertThat(desk.stopped).containsOnly(from).hasSize(2);
    assertThat(gateway.sent).hasSize(1);
    assertThat(gateway.sent.getFirst().text()).startsWith("Обзвон: принято, на этот номер мы больше не пишем");
    assertThat(desk.inbox.open(10)).isEmpty();
    assertThat(desk.told).isEmpty();
  }

  @Test
  void a_stop_that_could_not_be_put_in_stays_to_be_done() {
    Phone from = desk.attempt().phone();
    desk.db.execute("alter table sms_inbox add constraint broken check (handled_at is null)");
    try {
      receive(from, "STOP");
    } catch (RuntimeException _) {
      desk.db.execute("alter table sms_inbox drop constraint broken");
    }
    assertThat(gateway.sent).isEmpty();

    desk.clock.tick(Duration.ofMinutes(2));
    desk.correspondence.resume();

    assertThat(desk.stopped).containsOnly(from);
    assertThat(gateway.sent).hasSize(1);
  }

  @Test
  void a_complaint_by_text_opens_one_ticket_however_often_it_is_brought_and_who_has_paid_is_left_alone_for_days() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);

    receive(attempt.phone(), "интернет не работает", "in-complaint");
    receive(attempt.phone(), "интернет не работает", "in-complaint");
    receive(attempt.phone(), "оплатил вчера");

    var ticket = desk.db.fetchSingle(TICKET);
    assertThat(ticket.getKind() + " " + ticket.getHeardBy() + " " + ticket.getWords())
        .isEqualTo("QUALITY_OF_SERVICE TEXT интернет не работает");
    assertThat(ticket.getComplaints()).isEqualTo(1);
    assertThat(ticket.getAccountId()).isEqualTo(attempt.contact().debtor().account());
    var paid = desk.db.fetchSingle(HEARD_REASON, HEARD_REASON.REASON.eq("ALREADY_PAID"));
    assertThat(paid.getPauseDays()).isEqualTo(5);
    assertThat(paid.getPauseWorking()).isTrue();
    assertThat(paid.getPhone()).isEqualTo(attempt.phone().e164());
  }

  @Test
  void a_complaint_by_text_is_heard_from_whom_we_wrote_nothing_to_unless_the_number_is_of_several_households() {
    Attempt one = desk.attempt();
    Attempt other = desk.attempt();
    desk.db.insertInto(ACCOUNT_PHONE)
        .set(ACCOUNT_PHONE.ACCOUNT_ID, one.contact().debtor().account())
        .set(ACCOUNT_PHONE.POSITION, 1)
        .set(ACCOUNT_PHONE.E164, other.phone().e164())
        .set(ACCOUNT_PHONE.LISTED_AT, desk.clock.instant())
        .execute();

    receive(one.phone(), "интернет не работает");
    receive(other.phone(), "интернет не работает");

    assertThat(desk.db.fetchSingle(TICKET).getAccountId()).isEqualTo(one.contact().debtor().account());
    assertThat(desk.inbox.open(10)).as("both wait for a person to read them").hasSize(2);
  }

  @Test
  void a_reason_whose_answer_could_not_be_marked_as_handled_is_heard_again_and_counts_once() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);
    desk.db.execute("alter table sms_inbox add constraint broken check (handled_at is null)");
    assertThatThrownBy(() -> receive(attempt.phone(), "интернет не работает")).isInstanceOf(RuntimeException.class);
    desk.db.execute("alter table sms_inbox drop constraint broken");
    desk.clock.tick(Duration.ofMinutes(2));
    desk.correspondence.resume();
    assertThat(desk.db.fetchSingle(TICKET).getComplaints()).isEqualTo(1);
  }

  @Test
  void a_promise_is_kept_for_the_message_it_answers() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);

    receive(attempt.phone(), "Оплачу завтра");

    var promise = desk.db.fetchSingle(PROMISE);
    assertThat(promise.getAttemptId()).isEqualTo(attempt.id());
    assertThat(promise.getPromisedOn()).isEqualTo(LocalDate.of(2026, 11, 19));
    assertThat(promise.getAmount()).isEqualByComparingTo("500");
    assertThat(desk.inbox.open(10)).isEmpty();
  }

  @Test
  void a_promise_from_a_number_we_did_not_write_to_and_every_other_answer_wait_for_an_operator() {
    Attempt attempt = desk.attempt();
    receive(attempt.phone(), "Оплачу завтра");
    desk.channel.submit(attempt);
    receive(attempt.phone(), "Почему нет интернета?");

    var open = desk.inbox.open(10);
    assertThat(open).extracting(entry -> entry.incoming().text())
        .containsExactly("Оплачу завтра", "Почему нет интернета?");
    assertThat(open).extracting(Inbox.Entry::kind).containsExactly(Inbox.Kind.PROMISE, Inbox.Kind.OTHER);
    assertThat(open.getLast().reason()).contains(NonPaymentReason.QUALITY_OF_SERVICE);
    assertThat(open.getLast().account()).contains(attempt.contact().debtor().account());
    assertThat(desk.inbox.close(open.getFirst().id(), desk.clock.instant())).isTrue();
    assertThat(desk.inbox.close(open.getFirst().id(), desk.clock.instant())).isFalse();
    assertThat(desk.inbox.open(10)).hasSize(1);
    assertThat(desk.db.fetchCount(PROMISE)).isZero();
  }

  @Test
  void an_answer_that_says_the_debt_is_paid_waits_with_its_reason() {
    Attempt attempt = desk.attempt();
    desk.channel.submit(attempt);

    receive(attempt.phone(), "перестаньте отключать, я оплатил");

    var open = desk.inbox.open(10);
    assertThat(open).extracting(Inbox.Entry::kind).containsExactly(Inbox.Kind.PAID);
    assertThat(open.getFirst().reason()).contains(NonPaymentReason.ALREADY_PAID);
    assertThat(desk.stopped).isEmpty();
  }

  @Test
  void a_request_to_stop_in_ones_own_words_is_obeyed_like_the_stop_word() {
    Phone from = desk.attempt().phone();

    receive(from, "Отказываюсь от взаимодействия");
    receive(from, "Nu mă mai contactați");

    assertThat(desk.stopped).containsOnly(from).hasSize(2);
    assertThat(gateway.sent).hasSize(1);
  }
}
