package org.obzvon.sms.answers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.obzvon.contact.NonPaymentReason;
import org.obzvon.register.Language;

/// Tests what the reader understands of debtors' answers.
class AnswerReaderTest {
  /// This day is a Thursday.
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 19);

  @ParameterizedTest
  @CsvSource({
    "STOP, EN", "stop., EN", "Stop!, EN", "STOPALL, EN", "QUIT, EN", "END, EN", "REVOKE, EN", "OPT OUT, EN",
    "opt-out, EN", "CANCEL, EN", "UNSUBSCRIBE, EN", "Please do not text me, EN", "Don't call again, EN",
    "СТОП, RU", "Стоп, RU", "CTOП, RU", "стоп пожалуйста, RU", "отписка, RU", "Отпишите меня!, RU", "хватит, RU",
    "Больше не пишите мне, RU", "не звоните, RU", "отказ, RU",
    "Opriți, RO", "opreste, RO", "dezabonare, RO", "Refuz, RO", "nu mă mai sunați, RO", "Vă rog nu mai scrieți, RO"
  })
  void who_wants_no_more_messages_is_understood(String text, Language language) {
    assertThat(AnswerReader.read(text, TODAY)).isEqualTo(new AnswerMeaning.Stop(language));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Оплачу завтра", "end of the month", "я не понял", "Спасибо", "Mersi", "why did my Internet stop?", "Кто это?",
        "Plătesc mâine", "Интернет стоповый", "", "👍"
      })
  void other_answers_stop_nothing(String text) {
    assertThat(AnswerReader.read(text, TODAY)).isNotInstanceOf(AnswerMeaning.Stop.class);
  }

  @ParameterizedTest
  @CsvSource({
    "оплачу завтра, 2026-11-20", "Оплачу сегодня вечером, 2026-11-19", "заплачу послезавтра, 2026-11-21",
    "Оплачу в пятницу, 2026-11-20", "внесу 25.11, 2026-11-25", "Оплачу 25.11.2026, 2026-11-25",
    "оплачу через 3 дня, 2026-11-22", "Plătesc mâine, 2026-11-20", "voi plati vineri, 2026-11-20",
    "o să achit peste 5 zile, 2026-11-24", "I'll pay tomorrow, 2026-11-20", "Will pay on Monday, 2026-11-23",
    "will pay the day after tomorrow, 2026-11-21", "oplachu zavtra, 2026-11-20"
  })
  void a_promise_to_pay_is_read_with_its_day(String text, LocalDate day) {
    assertThat(AnswerReader.read(text, TODAY)).isEqualTo(new AnswerMeaning.Promise(day));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-28, оплачу в следующую субботу, 2026-12-05", "2026-11-28, оплачу в следующий понедельник, 2026-11-30",
    "2026-11-23, оплачу в следующий понедельник, 2026-11-30", "2026-11-25, оплачу в следующую пятницу, 2026-12-04",
    "2026-11-25, platesc lunea viitoare, 2026-11-30", "2026-11-23, platesc lunea viitoare, 2026-11-30",
    "2026-11-23, I will pay next Monday, 2026-11-30", "2026-11-29, will pay next Sunday, 2026-12-06",
    "2026-12-28, оплачу 5 января, 2027-01-05", "2026-12-28, оплачу 2-го, 2027-01-02"
  })
  void next_weekday_is_the_one_of_next_week(LocalDate on, String text, LocalDate day) {
    assertThat(AnswerReader.read(text, on)).isEqualTo(new AnswerMeaning.Promise(day));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "не оплачу завтра", "оплачу", "завтра", "Оплачу завтра?", "nu plătesc mâine", "I will not pay tomorrow",
        "оплачу 25.12", "оплачу 31.02", "оплачу завтра или 25.11", "если включите, оплачу завтра",
        "оплачу через 30 дней",
        "вы обещали мастера, а его нет, оплачу завтра только когда всё это наконец заработает как надо"
      })
  void what_is_no_clear_promise_is_left_to_a_person(String text) {
    assertThat(AnswerReader.read(text, TODAY)).isNotInstanceOf(AnswerMeaning.Promise.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "остафьте миня в покое", "харош пистать мне смс", "не-пи-ши-те", "сто п", "робота уберите от меня",
        "не надоедливайте мне", "еще один звонок и я иду в суд", "nu ma mai zapaciti", "quit hassling my family",
        "how many times must I tell you not to call"
      })
  void a_request_to_stop_is_understood_when_it_is_written_by_ear_or_with_unknown_verbs(String text) {
    assertThat(AnswerReader.read(text, TODAY)).isInstanceOf(AnswerMeaning.Stop.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Вы мне не звонили насчет мастера, а я жду", "вы мне не звоните совсем, а обещали", "не отключайте меня",
        "ни одной смс не получил", "робот сбросил звонок", "удалите штраф", "nu ma mai deconectati",
        "nu am primit mesajul cu codul", "don't disconnect me", "stop overcharging me", "the call dropped"
      })
  void a_reproach_or_a_complaint_about_the_service_is_no_request_to_stop(String text) {
    assertThat(AnswerReader.read(text, TODAY)).isNotInstanceOf(AnswerMeaning.Stop.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Стоп, а за какой месяц долг?", "Стоп. Сколько я должен?", "Так стоп, за что 700 рублей?",
        "Stop, what is this bill for?",
        "Stop, ce datorie?"
      })
  void stop_said_as_one_says_wait_before_a_question_about_money_is_no_request(String text) {
    assertThat(AnswerReader.read(text, TODAY)).isNotInstanceOf(AnswerMeaning.Stop.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Стоп, сколько можно?", "Стоп! Зачем вы мне звоните?", "Стоп, какой долг? Не звоните!", "Stop, do you hear me?",
        "Stop, de ce mă sunați?"
      })
  void stop_before_any_other_question_is_a_request(String text) {
    assertThat(AnswerReader.read(text, TODAY)).isInstanceOf(AnswerMeaning.Stop.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Абонент умер", "хозяйка давно скончалась", "Хозяина нет в живых", "Abonatul a decedat",
        "The account holder died"})
  void that_the_subscriber_has_died_is_a_reason(String text) {
    assertThat(AnswerReader.read(text, TODAY).givenReason()).contains(NonPaymentReason.NOT_THE_SUBSCRIBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"роутер умер", "он умер, ваш роутер", "у меня муж умер, оплачу позже", "modemul a murit"})
  void that_something_or_somebody_else_has_died_does_not_say_so_of_the_subscriber(String text) {
    assertThat(AnswerReader.read(text, TODAY).givenReason())
        .isNotEqualTo(Optional.of(NonPaymentReason.NOT_THE_SUBSCRIBER));
  }
}
