package org.obzvon.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.obzvon.console.Phrases;
import org.obzvon.console.icu.IcuPhrases;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ReasonSink.Listener;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.document.Sentence;
import org.obzvon.policy.jooq.PolicySurroundings;
import org.obzvon.register.Account;
import org.obzvon.register.Language;

/// Tests the notes of explain, API and the debtor's page about reasons that debtors gave, in every language.
@Tag("slow")
class ReasonNotesTest {
  private static final ReasonDesk DESK = new ReasonDesk();
  private static final Map<Language, Phrases> PHRASES = IcuPhrases.all(ZoneOffset.UTC);

  private final ReasonNotes notes = new ReasonNotes(DESK.book, DESK.tickets);

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "EN | the debtor gave the reason QUALITY_OF_SERVICE on 2026-03-10T10:00:00Z (heard by TEXT): a ticket is open, no demands until it is closed",
    "RU | 10.03.2026 10:00 должник назвал причину «качество услуги» (сообщение): заявка открыта; пока не закрыта, оплаты не требуют",
    "RO | la 10.03.2026 10:00 datornicul a spus motivul „calitatea serviciului” (mesaj text): un tichet este deschis; până la închidere nu i se cere plata"
  })
  void a_complaint_and_its_open_ticket_are_said(Language language, String said) {
    DESK.clock.set(PolicySurroundings.NOON);
    Account account = DESK.debtor();
    DESK.says(account, NonPaymentReason.QUALITY_OF_SERVICE, Listener.TEXT, "интернет не работает");
    assertThat(said(account, language)).containsExactly(said);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "EN | the debtor gave the reason ALREADY_PAID on 2026-03-10T10:00:00Z and 5 working days without demands follow",
    "RU | должник назвал причину «уже оплатил» 10.03.2026 10:00; после этого 5 рабочих дней без требований оплаты",
    "RO | datornicul a spus motivul „a plătit deja” la 10.03.2026 10:00; urmează 5 zile lucrătoare fără cereri de plată"
  })
  void the_rule_that_forbids_a_demand_says_which_reason_it_follows(Language language, String said) {
    DESK.clock.set(PolicySurroundings.NOON);
    Account account = DESK.debtor();
    DESK.says(account, NonPaymentReason.ALREADY_PAID, Listener.ROBOT, "");
    assertThat(PHRASES.get(language).say(DESK.asked(account, Channel.ROBOT).reason())).isEqualTo(said);
  }

  @Test
  void answers_pauses_and_reasons_without_a_consequence_are_said_and_old_closed_ones_are_left_out() {
    DESK.clock.set(PolicySurroundings.NOON);
    Account account = DESK.debtor();
    DESK.says(account, NonPaymentReason.DISPUTE, Listener.OPERATOR, "");
    DESK.answer(DESK.ticketsOf(account).getFirst());
    DESK.clock.tick(Duration.ofMinutes(1));
    DESK.says(account, NonPaymentReason.MOVED, Listener.ROBOT, "");
    DESK.clock.tick(Duration.ofMinutes(1));
    DESK.says(account, NonPaymentReason.FORGOT, Listener.ROBOT, "");
    List<String> english = said(account, Language.EN);
    assertThat(english.get(0)).endsWith("(heard by ROBOT): neither a ticket nor a pause followed");
    assertThat(english.get(1)).endsWith(": a ticket is open, 30 days without demands to " + ReasonDesk.first(account));
    assertThat(english.get(2)).endsWith("(heard by OPERATOR): its ticket was answered on 2026-03-10T10:00:00Z");
    DESK.clock.tick(Duration.ofDays(100));
    assertThat(said(account, Language.EN)).as("their tickets are not closed").hasSize(2);
    DESK.ticketsOf(account).forEach(DESK::close);
    assertThat(said(account, Language.EN)).isEmpty();
  }

  private List<String> said(Account account, Language language) {
    List<Sentence> sentences = notes.about(account, DESK.now());
    return sentences.stream().map(PHRASES.get(language)::say).toList();
  }
}
