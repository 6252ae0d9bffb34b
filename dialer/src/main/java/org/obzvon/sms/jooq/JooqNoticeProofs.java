package org.obzvon.sms.jooq;

import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.SMS_MESSAGE;
import static org.obzvon.jooq.Tables.SMS_REPORT;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.obzvon.contact.ContactOrigin;
import org.obzvon.contact.ContactState;
import org.obzvon.sms.NoticeProofs;

/// Reads notices from the ledger, with their messages and delivery reports. Reports that match a message are never
/// removed.
public final class JooqNoticeProofs implements NoticeProofs {
  private static final String DELIVERED = "DELIVERED";

  private final DSLContext db;

  public JooqNoticeProofs(DSLContext db) {
    this.db = db;
  }

  @Override
  public List<Notice> page(Which which, Optional<UUID> after, int limit) {
    Result<Record> rows = db.select(CONTACT.fields())
        .select(ATTEMPT.fields())
        .select(SMS_MESSAGE.GATEWAY, SMS_MESSAGE.TEXT, CAMPAIGN.NAME, ACCOUNT.NUMBER)
        .from(CONTACT)
        .join(CAMPAIGN).on(CAMPAIGN.ID.eq(CONTACT.CAMPAIGN_ID))
        .join(ACCOUNT).on(ACCOUNT.ID.eq(CONTACT.ACCOUNT_ID))
        .leftJoin(ATTEMPT).on(ATTEMPT.CONTACT_ID.eq(CONTACT.ID),
            ATTEMPT.NUMBER.eq(CONTACT.ATTEMPTS.plus(CONTACT.FAULTS)))
        .leftJoin(SMS_MESSAGE).on(SMS_MESSAGE.ID.eq(ATTEMPT.ID))
        .where(CONTACT.GROUND.eq(ContactOrigin.Kind.NOTICE.name()), which(which))
        .and(after.map(CONTACT.ID::gt).orElse(DSL.noCondition()))
        .orderBy(CONTACT.ID)
        .limit(limit)
        .fetch();
    Map<UUID, List<Receipt>> receipts = receipts(rows);
    return rows.map(row -> notice(row, receipts));
  }

  private static Condition which(Which which) {
    Condition undelivered = ATTEMPT.OUTCOME.isNull().or(ATTEMPT.OUTCOME.ne(DELIVERED));
    return which.campaign().map(CAMPAIGN.NAME::eq).orElse(DSL.noCondition())
        .and(which.account().map(CONTACT.ACCOUNT_ID::eq).orElse(DSL.noCondition()))
        .and(which.undelivered() ? undelivered : DSL.noCondition());
  }

  private Map<UUID, List<Receipt>> receipts(Result<Record> rows) {
    List<UUID> attempts = rows.getValues(ATTEMPT.ID).stream().filter(Objects::nonNull).toList();
    return db.selectFrom(SMS_REPORT)
        .where(SMS_REPORT.MATCHED_TO.eq(DSL.any(attempts.toArray(UUID[]::new))))
        .orderBy(SMS_REPORT.ID)
        .fetchGroups(
            SMS_REPORT.MATCHED_TO,
            row -> new Receipt(
                row.getRemoteIds().length == 0 ? "" : row.getRemoteIds()[0], row.getFate(), row.getCode(),
                row.getToldAt(), row.getReceivedAt()));
  }

  private static Notice notice(Record row, Map<UUID, List<Receipt>> receipts) {
    return new Notice(
        row.get(CONTACT.ID),
        new About(
            row.get(CAMPAIGN.NAME), row.get(ACCOUNT.NUMBER), row.get(CONTACT.ARM), row.get(CONTACT.ANCHOR),
            row.get(CONTACT.SCRIPT)),
        new Standing(
            ContactState.valueOf(row.get(CONTACT.STATE)), row.get(CONTACT.DUE_AT),
            Optional.ofNullable(row.get(CONTACT.CLOSED_WHY))),
        Optional.ofNullable(row.get(ATTEMPT.ID)).map(attempt -> sent(row, receipts.getOrDefault(attempt, List.of()))));
  }

  private static Sent sent(Record row, List<Receipt> receipts) {
    Optional<String> detail = Optional.ofNullable(row.get(ATTEMPT.DETAIL));
    return new Sent(
        row.get(ATTEMPT.ID), row.get(ATTEMPT.PHONE), row.get(ATTEMPT.WRITTEN_AT),
        Optional.ofNullable(row.get(ATTEMPT.OUTCOME))
            .map(outcome -> outcome + detail.map(text -> " " + text).orElse("")),
        Optional.ofNullable(row.get(SMS_MESSAGE.GATEWAY))
            .map(gateway -> new Message(gateway, row.get(SMS_MESSAGE.TEXT), receipts)));
  }
}
