package org.obzvon.comparison.jooq;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.obzvon.comparison.Letter;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Ground;

/// The text messages of a campaign out of the ledger and the book of messages.
final class LetterRows {
  private static final String DECLINED = "DECLINED";

  /// The grounds of what an arm does.
  static final List<String> TREATMENT =
      Arrays.stream(Ground.Kind.values()).filter(Ground.Kind::isTreatment).map(Enum::name).toList();

  /// Of an attempt joined with its account and its message. Null where the message is not known or its gateway charges in
  /// another currency than that of the debt, since nothing is converted; nothing for what the gateway did not take.
  static final Field<BigDecimal> PRICE =
      when(SMS_MESSAGE.CURRENCY.ne(ACCOUNT.CURRENCY), inline((BigDecimal) null))
          .when(SMS_MESSAGE.STATE.eq(DECLINED), inline(BigDecimal.ZERO))
          .otherwise(coalesce(SMS_MESSAGE.TOLD_COST, SMS_MESSAGE.COST))
          .as("price");

  private LetterRows() {}

  static Map<UUID, List<Letter>> of(DSLContext ledger, UUID campaign) {
    return ledger
        .select(CONTACT.ID, CONTACT.ACCOUNT_ID, CONTACT.GROUND, CONTACT.DUE_AT, ATTEMPT.ID, ATTEMPT.WRITTEN_AT,
            ATTEMPT.LINE, ATTEMPT.OUTCOME, ATTEMPT.SEGMENTS, SMS_MESSAGE.SEGMENTS, SMS_MESSAGE.STATE, PRICE)
        .from(CONTACT)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(CONTACT.ACCOUNT_ID))
        .leftJoin(ATTEMPT).on(ATTEMPT.CONTACT_ID.eq(CONTACT.ID))
        .leftJoin(SMS_MESSAGE).on(SMS_MESSAGE.ID.eq(ATTEMPT.ID))
        .where(CONTACT.CAMPAIGN_ID.eq(campaign), CONTACT.CHANNEL.eq(Channel.SMS.name()))
        .and(
            CONTACT.GROUND.eq(Ground.Kind.NOTICE.name())
                .or(CONTACT.GROUND.in(TREATMENT).and(ATTEMPT.ID.isNotNull())))
        .fetchGroups(CONTACT.ACCOUNT_ID, LetterRows::letter);
  }

  private static Letter letter(Record row) {
    boolean written = row.get(ATTEMPT.ID) != null;
    boolean taken = !DECLINED.equals(row.get(SMS_MESSAGE.STATE));
    Integer sent =
        Optional.ofNullable(row.get(ATTEMPT.SEGMENTS)).orElse(taken ? row.get(SMS_MESSAGE.SEGMENTS) : null);
    return new Letter(
        row.get(CONTACT.ID),
        row.get(CONTACT.GROUND).equals(Ground.Kind.NOTICE.name()),
        written ? row.get(ATTEMPT.WRITTEN_AT) : row.get(CONTACT.DUE_AT),
        written ? state(row.get(ATTEMPT.OUTCOME)) : Letter.State.NOT_SENT,
        Optional.ofNullable(sent).orElse(0),
        Optional.ofNullable(row.get(PRICE)),
        Optional.ofNullable(row.get(ATTEMPT.LINE)).orElse(""));
  }

  private static Letter.State state(String outcome) {
    return switch (outcome) {
      case null -> Letter.State.OPEN;
      case "DELIVERED" -> Letter.State.DELIVERED;
      case "UNDELIVERABLE" -> Letter.State.UNDELIVERABLE;
      case "FAILED" -> Letter.State.FAILED;
      default -> Letter.State.LOST; // LOST, and what a later version may write
    };
  }
}
