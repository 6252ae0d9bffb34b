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
import org.obzvon.comparison.PastText;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactOrigin;

/// Reads the text messages of a campaign from the ledger and the table of messages.
final class PastTextRows {
  private static final String DECLINED = "DECLINED";

  /// The grounds of contacts that are part of an arm's treatment.
  static final List<String> TREATMENT = Arrays.stream(ContactOrigin.Kind.values())
      .filter(ContactOrigin.Kind::isTreatment).map(Enum::name).toList();

  /// The price of an attempt joined with its account and its message. Null if the message is unknown or its gateway
  /// charges in another currency than that of the debt, since nothing is converted; zero for a message that the gateway
  /// declined.
  static final Field<BigDecimal> PRICE = when(SMS_MESSAGE.CURRENCY.ne(ACCOUNT.CURRENCY), inline((BigDecimal) null))
      .when(SMS_MESSAGE.STATE.eq(DECLINED), inline(BigDecimal.ZERO))
      .otherwise(coalesce(SMS_MESSAGE.TOLD_COST, SMS_MESSAGE.COST))
      .as("price");

  private PastTextRows() {}

  static Map<UUID, List<PastText>> of(DSLContext ledger, UUID campaign) {
    return ledger
        .select(CONTACT.ID, CONTACT.ACCOUNT_ID, CONTACT.GROUND, CONTACT.DUE_AT, ATTEMPT.ID, ATTEMPT.WRITTEN_AT,
            ATTEMPT.LINE, ATTEMPT.OUTCOME, ATTEMPT.SEGMENTS, SMS_MESSAGE.SEGMENTS, SMS_MESSAGE.STATE, PRICE)
        .from(CONTACT)
        .join(ACCOUNT).on(ACCOUNT.ID.eq(CONTACT.ACCOUNT_ID))
        .leftJoin(ATTEMPT).on(ATTEMPT.CONTACT_ID.eq(CONTACT.ID))
        .leftJoin(SMS_MESSAGE).on(SMS_MESSAGE.ID.eq(ATTEMPT.ID))
        .where(CONTACT.CAMPAIGN_ID.eq(campaign), CONTACT.CHANNEL.eq(Channel.SMS.name()))
        .and(
            CONTACT.GROUND.eq(ContactOrigin.Kind.NOTICE.name())
                .or(CONTACT.GROUND.in(TREATMENT).and(ATTEMPT.ID.isNotNull())))
        .fetchGroups(CONTACT.ACCOUNT_ID, PastTextRows::letter);
  }

  private static PastText letter(Record row) {
    boolean written = row.get(ATTEMPT.ID) != null;
    boolean taken = !DECLINED.equals(row.get(SMS_MESSAGE.STATE));
    Integer sent = Optional.ofNullable(row.get(ATTEMPT.SEGMENTS)).orElse(taken ? row.get(SMS_MESSAGE.SEGMENTS) : null);
    return new PastText(
        row.get(CONTACT.ID),
        row.get(CONTACT.GROUND).equals(ContactOrigin.Kind.NOTICE.name()),
        written ? row.get(ATTEMPT.WRITTEN_AT) : row.get(CONTACT.DUE_AT),
        written ? state(row.get(ATTEMPT.OUTCOME)) : PastText.State.NOT_SENT,
        Optional.ofNullable(sent).orElse(0),
        Optional.ofNullable(row.get(PRICE)),
        Optional.ofNullable(row.get(ATTEMPT.LINE)).orElse(""));
  }

  private static PastText.State state(String outcome) {
    return switch (outcome) {
      case null -> PastText.State.OPEN;
      case "DELIVERED" -> PastText.State.DELIVERED;
      case "UNDELIVERABLE" -> PastText.State.UNDELIVERABLE;
      case "FAILED" -> PastText.State.FAILED;
      default -> PastText.State.LOST; // LOST, and states that a later version may write
    };
  }
}
