package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.DESK_CALL_BACK;
import static org.obzvon.jooq.Tables.DESK_CONVERSATION;
import static org.obzvon.jooq.Tables.DESK_RECORDING;
import static org.obzvon.rig.RigOffice.PATIENCE;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.obzvon.desk.CommandReply;
import org.obzvon.desk.ConversationKind;
import org.obzvon.desk.DeskEvent;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.desk.Seat;
import org.obzvon.register.Language;

/// Tests what debtors hear while they wait for a person, what becomes of a call-back, and what is recorded of a
/// conversation, over a real exchange. Both sides hum, and the test analyses the recorded sound.
class RigWaitingTest extends RigOfficeFixture {
  private static final Clock CLOCK = Clock.systemUTC();

  /// Returns what the debtor has heard in a call that is over.
  private static RigSound heard(String name) {
    Path file = RigSound.path("heard.host", name);
    await().atMost(PATIENCE).until(() -> RigSound.bytes(file) > 0);
    return RigSound.read(file);
  }

  @Test
  void from_key_0_to_the_operators_voice_a_debtor_hears_no_longer_silence_than_the_settings_say() {
    UUID silent = office.operator(111, OperatorWorkKind.ESCALATIONS, Language.RU);
    UUID other = office.operator(151, OperatorWorkKind.ESCALATIONS, Language.RO);
    calls("waits", RigDebtors.HUMS_AND_TALKS);
    assertThat(office.await(silent, OperatorState.RINGING).pop().orElseThrow().debtor().account().subscriber()
        .language())
        .as("the queue of his language rings him first").isEqualTo(Language.RU);
    office.await(other, OperatorState.TALKING);
    office.await(other, OperatorState.WRAPPING_UP);
    RigSound whole = heard(attempt() + ".wav");
    Duration operator = whole.untilTone(RigSound.OPERATORS_HUM);
    RigSound key = heard(attempt() + "-key.wav");
    System.out.printf(
        "silence  answer to operator %d ms, longest silence in it %d ms; key 0 to the first sound %d ms, to operator %d ms%n",
        operator.toMillis(), whole.longestSilence(operator).toMillis(), key.untilSound().toMillis(),
        key.untilTone(RigSound.OPERATORS_HUM).toMillis());
    assertThat(operator).isLessThan(whole.length());
    assertThat(whole.longestSilence(operator)).isLessThanOrEqualTo(office.silence());
  }

  @Test
  void from_a_debtors_answer_to_the_operator_who_called_him_there_is_no_longer_silence_either() {
    UUID operator = office.operator(151, OperatorWorkKind.PROGRESSIVE);
    operatorsCall("progressive", RigDebtors.HUMS);
    office.await(operator, OperatorState.TALKING);
    office.await(operator, OperatorState.WRAPPING_UP);
    RigSound sound = heard(attempt() + ".wav");
    Duration voice = sound.untilTone(RigSound.OPERATORS_HUM);
    System.out.printf("silence  a progressive debtor's answer to his operator %d ms%n", voice.toMillis());
    assertThat(voice).isLessThanOrEqualTo(office.silence());
  }

  @Test
  void where_nobody_answers_in_time_a_call_back_is_kept_and_made() {
    UUID silent = office.operator(111, OperatorWorkKind.ESCALATIONS);
    calls("in-vain", RigDebtors.TAKES_A_CALL_BACK);
    await().atMost(PATIENCE).until(() -> office.event(DeskEvent.CallBackKept.class).isPresent());
    assertThat(ends()).containsExactly("NO_ANSWER", "NOBODY_FREE");
    assertThat(office.desk().view(silent).orElseThrow().state()).isEqualTo(OperatorState.PAUSED);
    callBackIsDue();
    UUID operator = office.operator(141, OperatorWorkKind.PREVIEW);
    await().atMost(PATIENCE).until(() -> office.desk().next(operator) instanceof CommandReply.Done);
    assertThat(office.desk().dial(operator)).isEqualTo(CommandReply.DONE);
    office.await(operator, OperatorState.TALKING);
    office.desk().hangUp(operator);
    office.await(operator, OperatorState.WRAPPING_UP);
    office.desk().dispose(operator, reached());
    await().atMost(PATIENCE).until(() -> outcomes().equals(List.of("ROBOT NOT_REACHED", "OPERATOR REACHED")));
  }

  /// Makes the call-back due now, after the call in which it was promised is over.
  private void callBackIsDue() {
    await().atMost(PATIENCE).until(() -> office.db().fetchCount(ATTEMPT, ATTEMPT.CLOSED_AT.isNull()) == 0);
    Instant now = CLOCK.instant();
    office.db().update(CONTACT).set(CONTACT.NOT_BEFORE, now).set(CONTACT.DUE_AT, now)
        .where(CONTACT.ID.in(office.db().select(DESK_CALL_BACK.CONTACT_ID).from(DESK_CALL_BACK))).execute();
  }

  private List<String> outcomes() {
    return office.db().select(ATTEMPT.CHANNEL, ATTEMPT.OUTCOME).from(ATTEMPT).orderBy(ATTEMPT.WRITTEN_AT)
        .fetch(row -> row.value1() + " " + row.value2());
  }

  /// Returns an operator who has just promised a call-back that is due.
  private UUID promiser(OperatorWorkKind work) {
    UUID operator = office.operator(101, work);
    calls("promised", RigDebtors.TALKS);
    office.await(operator, OperatorState.WRAPPING_UP);
    Instant later = CLOCK.instant().plus(Duration.ofHours(1));
    assertThat(office.desk().dispose(operator, said(new NextStep.CallBack(later, true)))).isEqualTo(CommandReply.DONE);
    callBackIsDue();
    return operator;
  }

  private void talksAgain(UUID operator) {
    office.await(operator, OperatorState.TALKING);
    office.desk().hangUp(operator);
    office.await(operator, OperatorState.WRAPPING_UP);
    office.desk().dispose(operator, reached());
    await().atMost(PATIENCE).until(() -> outcomes().equals(List.of("ROBOT REACHED", "OPERATOR REACHED")));
  }

  @Test
  void a_call_back_that_an_operator_promised_comes_to_him_by_itself_and_to_nobody_else() {
    UUID promised = promiser(OperatorWorkKind.ESCALATIONS);
    UUID other = office.operator(141, OperatorWorkKind.PREVIEW);
    assertThat(office.desk().next(other)).isEqualTo(CommandReply.refused(CommandReply.Why.NOTHING_DUE));
    await().atMost(PATIENCE).until(() -> office.desk().view(promised).flatMap(Seat::pop).isPresent());
    assertThat(office.await(promised, OperatorState.READING).pop().orElseThrow().kind())
        .isEqualTo(ConversationKind.CALL_BACK);
    assertThat(office.desk().dial(promised)).isEqualTo(CommandReply.DONE);
    talksAgain(promised);
  }

  @Test
  void for_an_operator_for_whom_campaigns_are_dialled_the_call_back_that_he_promised_is_dialled_too() {
    talksAgain(promiser(OperatorWorkKind.PROGRESSIVE));
  }

  private boolean isRecording(UUID operator) {
    return office.desk().view(operator).orElseThrow().recording();
  }

  @Test
  void a_talk_is_recorded_on_both_sides_while_its_operator_wants_it_and_not_a_second_longer() {
    UUID operator = office.operator(151, OperatorWorkKind.ESCALATIONS);
    calls("recorded", RigDebtors.HUMS_AND_TALKS);
    office.await(operator, OperatorState.TALKING);
    Path file = RigSound.path("recordings.host", attempt() + ".wav");
    assertThat(office.desk().record(operator, true)).isEqualTo(CommandReply.DONE);
    await().atMost(PATIENCE).until(() -> isRecording(operator));
    await().atMost(PATIENCE).until(() -> RigSound.bytes(file) > 48_000); // three seconds
    assertThat(office.desk().record(operator, false)).isEqualTo(CommandReply.DONE);
    assertThat(isRecording(operator)).isFalse();
    Instant off = CLOCK.instant();
    await().atMost(PATIENCE).until(() -> CLOCK.instant().isAfter(off.plusSeconds(4)));
    assertThat(office.desk().view(operator).orElseThrow().state()).isEqualTo(OperatorState.TALKING);
    office.desk().hangUp(operator);
    office.await(operator, OperatorState.WRAPPING_UP);
    office.settle();
    var stretch = office.db().selectFrom(DESK_RECORDING).fetchSingle();
    var talk = office.db().selectFrom(DESK_CONVERSATION).fetchSingle();
    RigSound sound = RigSound.read(file);
    Duration written = Duration.between(stretch.getBeganAt(), stretch.getEndedAt());
    System.out.printf(
        "recorded %d ms of a talk of %d ms; the book says %d ms; debtor in %.0f %%, operator in %.0f %% of it%n",
        sound.length().toMillis(), Duration.between(talk.getAnsweredAt(), talk.getEndedAt()).toMillis(),
        written.toMillis(), sound.share(RigSound.DEBTORS_HUM) * 100, sound.share(RigSound.OPERATORS_HUM) * 100);
    assertThat(sound.share(RigSound.DEBTORS_HUM)).isGreaterThan(0.8);
    assertThat(sound.share(RigSound.OPERATORS_HUM)).isGreaterThan(0.8);
    assertThat(sound.length()).isBetween(Duration.ofSeconds(2), written.plusSeconds(2));
    assertThat(stretch.getBeganAt()).isAfter(talk.getAnsweredAt());
  }
}
