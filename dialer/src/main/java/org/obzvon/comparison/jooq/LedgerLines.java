package org.obzvon.comparison.jooq;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactOutcome.Fault;
import org.obzvon.contact.OurFaults;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads everything that the ledger knows of a campaign's accounts as lines, ordered by the household with which the arm
/// was drawn. The database sorts, on its disk if need be; only one line at a time is in memory here. The lines come by
/// `copy`, because rows of a cursor cost several times as much.
///
/// An attempt belongs to the household with which the arm of its account was drawn. If the account is not enrolled, it
/// belongs to the household with which all accounts of its own household were drawn, if that is one.
final class LedgerLines {
  static final short ENROLMENT = 1;
  static final short ATTEMPT = 2;
  static final short PERMISSION = 3;
  static final short PAYMENT = 4;
  static final short PROMISE = 5;
  static final short OVERDUE = 6;
  static final short STOP = 7;
  static final short UNSENT_NOTICE = 8;
  static final short TURN = 9;

  /// Flags of an enrolment.
  static final int PARTED = 1;
  static final int LEFT_REGISTER = 2;
  /// Flags of an attempt. A try that met a fault of our own side counts as no attempt: it contacted nobody and no
  /// carrier charges it. Neither does a notice, which goes to every arm alike.
  static final int ACCEPTED = 1;
  static final int COUNTS = 2;
  static final int AGAINST_STOP = 4;
  static final int NOTICE = 8;
  static final int DECLINED = 16;
  static final int HAS_MESSAGE = 32;
  /// Flag of a stop: an opt-out or refusal, else a complaint.
  static final int OPT_OUT = 1;
  /// Flags of an operator's turn. A promise made in the same call before the operator answered was made to the robot.
  static final int REACHED = 1;
  static final int PROMISED = 2;

  private static final String STATEMENT = """
      with member as not materialized (
        select account_id, coalesce(drawn_household_id, household_id) as drawn, household_id, drawn_household_id,
          currency
        from enrolment where campaign_id = '${campaign}'),
      moved as not materialized (
        select household_id, (array_agg(drawn))[1] as drawn
        from member
        where household_id in (select household_id from member where drawn_household_id is not null)
        group by household_id having count(distinct drawn) = 1),
      stopped as (
        select attempt.id from attempt join suppression on suppression.phone = attempt.phone
        where ${against_stop}
        union
        select attempt.id
        from attempt
          join account one on one.household_id = attempt.household_id
          join suppression on suppression.account_id = one.id
        where ${against_stop}),
      stop as (
        select account.household_id, suppression.kind in ('OPT_OUT', 'REFUSAL') as opt_out, suppression.since
        from suppression join account on account.id = suppression.account_id where ${watched}
        union
        select account.household_id, suppression.kind in ('OPT_OUT', 'REFUSAL'), suppression.since
        from suppression
          join account_phone on account_phone.e164 = suppression.phone
          join account on account.id = account_phone.account_id
        where ${watched})
      select member.drawn as household, 1::int2 as kind, account.id as account, null::uuid as contact,
        account.contract_ended_on - date '1970-01-01' as number, enrolment.enrolled_at as time, null::timestamptz as second,
        null::timestamptz as third, null::timestamptz as fourth,
        (greatest(-enrolment.balance, 0) * 100)::int8 as amount,
        case when enrolment.drawn_household_id is null then 0 else 1 end
          + case when account.left_register_on is null then 0 else 2 end as flags,
        null::int4 as count, assignment.arm as word_1, assignment.weights as word_2, enrolment.segment as word_3,
        account.zone as word_4, account.currency::text as word_5, null::text as word_6, null::text as price,
        enrolment.currency::text as currency
      from enrolment
        join member on member.account_id = enrolment.account_id
        join assignment on assignment.id = enrolment.assignment_id
        join account on account.id = enrolment.account_id
      where enrolment.campaign_id = '${campaign}'
      union all
      select coalesce(member.drawn, moved.drawn, attempt.household_id), 2::int2, attempt.account_id, attempt.contact_id,
        attempt.number, attempt.written_at, attempt.answered_at,
        case when attempt.answered_at is not null then attempt.ended_at end, null, attempt.segments::int8,
        case when attempt.accepted_at is null then 0 else 1 end
          + case when attempt.ground in (${treatment}) and (attempt.outcome is null or not (${fault})) then 2 else 0 end
          + case when stopped.id is null then 0 else 4 end
          + case when attempt.ground = 'NOTICE' then 8 else 0 end
          + case when sms_message.state = 'DECLINED' then 16 else 0 end
          + case when sms_message.id is null then 0 else 32 end,
        sms_message.segments, attempt.channel, attempt.script, attempt.line, attempt.outcome, attempt.detail,
        attempt.reason, coalesce(sms_message.told_cost, sms_message.cost)::text, sms_message.currency::text
      from attempt
        left join member on member.account_id = attempt.account_id
        left join moved on moved.household_id = attempt.household_id
        left join stopped on stopped.id = attempt.id
        left join sms_message on sms_message.id = attempt.id
      where attempt.campaign_id = '${campaign}'
      union all
      select coalesce(member.drawn, moved.drawn, decision.household_id),
        3::int2, decision.account_id, decision.contact_id, null, decision.asked_at, null, null, null, null, null, null,
        null, null, null, null, null, null, null, null
      from decision
        left join member on member.account_id = decision.account_id
        left join moved on moved.household_id = decision.household_id
      where decision.campaign_id = '${campaign}' and decision.moment = 'PLACE' and decision.verdict = 'ALLOWED'
        and decision.contact_id is not null
      union all
      select member.drawn, 4::int2, payment.account_id, null, null, payment.paid_at, payment.imported_at, null, null,
        ((payment.amount - payment.taken_back) * 100)::int8, null, null, null, null, null, null, null, null, null, null
      from payment join member on member.account_id = payment.account_id
      where payment.currency = member.currency and payment.taken_back < payment.amount
      union all
      select member.drawn, 5::int2, promise.account_id, null, promise.promised_on - date '1970-01-01', promise.made_at,
        null, null, null, (promise.amount * 100)::int8, null, null, attempt.channel, attempt.script, null, promise.state,
        null, null, null, null
      from promise
        join attempt on attempt.id = promise.attempt_id
        join member on member.account_id = promise.account_id
      where attempt.campaign_id = '${campaign}'
      union all
      select member.drawn, 6::int2, overdue.account_id, null, overdue.since - date '1970-01-01', null, null, null, null,
        null, null, null, null, null, null, null, null, null, null, null
      from overdue join member on member.account_id = overdue.account_id
      union all
      select coalesce(moved.drawn, stop.household_id), 7::int2, null, null, null, stop.since, null, null, null, null,
        stop.opt_out::int4, null, null, null, null, null, null, null, null, null
      from stop left join moved on moved.household_id = stop.household_id
      union all
      select member.drawn, 8::int2, contact.account_id, contact.id, null, contact.due_at, null, null, null, null, null,
        null, null, null, null, null, null, null, null, null
      from contact join member on member.account_id = contact.account_id
      where contact.campaign_id = '${campaign}' and contact.channel = 'SMS' and contact.ground = 'NOTICE'
        and not exists (select from attempt where attempt.contact_id = contact.id)
      union all
      select coalesce(member.drawn, moved.drawn, attempt.household_id), 9::int2, attempt.account_id, attempt.contact_id,
        attempt.number, coalesce(turn.rang_at, turn.queued_at), turn.answered_at, turn.ended_at, turn.wrapped_up_at,
        (row_number() over (order by turn.queued_at, turn.id)),
        case when turn.reach = 'RIGHT_PERSON' then 1 else 0 end
          + case when promise.made_at >= turn.answered_at then 2 else 0 end,
        null, staff_user.name || ' (' || staff_user.login || ')', null, null, null, null, turn.reason, null, null
      from desk_conversation turn
        join attempt on attempt.id = turn.attempt_id
        join staff_user on staff_user.id = turn.operator_id
        left join promise on promise.attempt_id = attempt.id
        left join member on member.account_id = attempt.account_id
        left join moved on moved.household_id = attempt.household_id
      where attempt.campaign_id = '${campaign}'
      order by 1, 2
      """;

  private static final String WHILE_STOPPED = """
      attempt.campaign_id = '${campaign}' and attempt.ground <> 'NOTICE' and suppression.since < attempt.written_at
          and (suppression.until is null or suppression.until > attempt.written_at)
          and (suppression.lifted_at is null or suppression.lifted_at > attempt.written_at)""";

  private static final String WATCHED = """
      suppression.kind in ('OPT_OUT', 'REFUSAL', 'CONTACT_COMPLAINT')
          and account.household_id in (select household_id from member)""";

  private static final String FAULT = """
      attempt.outcome = 'FAILED' and attempt.answered_at is null and attempt.detail is not null
            and (attempt.channel <> 'SMS' and attempt.detail in (${call_faults})
              or attempt.channel = 'SMS' and attempt.accepted_at is null and attempt.detail in (${text_faults}))""";

  private LedgerLines() {}

  /// Gives each line to the reader. The line is filled anew for the next one.
  static void read(Connection connection, UUID campaign, Consumer<LedgerLine> reader) throws SQLException {
    String statement = STATEMENT.replace("${against_stop}", WHILE_STOPPED).replace("${watched}", WATCHED)
        .replace("${fault}", FAULT).replace("${treatment}", listed(treatment()))
        .replace("${call_faults}", listed(names(OurFaults.ofCalls())))
        .replace("${text_faults}", listed(names(OurFaults.ofTextsNotTaken())))
        .replace("${campaign}", campaign.toString());
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI()
        .copyOut("copy (" + statement + ") to stdout (format binary)");
    try {
      LedgerLine line = new LedgerLine();
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        if (line.fill(row)) {
          reader.accept(line);
        }
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private static Set<String> treatment() {
    return Arrays.stream(ContactOrigin.Kind.values()).filter(ContactOrigin.Kind::isTreatment).map(Enum::name)
        .collect(Collectors.toSet());
  }

  private static Set<String> names(Set<Fault> faults) {
    return faults.stream().map(Enum::name).collect(Collectors.toSet());
  }

  private static String listed(Set<String> names) {
    return names.stream().sorted().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }
}
