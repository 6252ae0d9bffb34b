package org.obzvon.contact.jooq;

import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.obzvon.jooq.Tables.ACCOUNT;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactPages;
import org.obzvon.contact.ContactState;
import org.obzvon.register.ListPosition;

/// Pages from PostgreSQL, each found by an index however far it is from the first.
public final class JooqContactPages implements ContactPages {
  private static final Listed PLANNED = new Listed(CONTACT.CAMPAIGN_ID, CONTACT.ACCOUNT_ID, CONTACT.DUE_AT, CONTACT.ID);
  private static final Listed TRIED = new Listed(ATTEMPT.CAMPAIGN_ID, ATTEMPT.ACCOUNT_ID, ATTEMPT.CLOSED_AT,
      ATTEMPT.ID);

  private final DSLContext db;

  public JooqContactPages(DSLContext db) {
    this.db = db;
  }

  @Override
  public List<Planned> contacts(Filter filter, Optional<ListPosition> after, int limit) {
    return db.select(CONTACT.fields())
        .select(CAMPAIGN.NAME, CAMPAIGN.SIMULATED, ACCOUNT.NUMBER)
        .from(CONTACT)
        .join(CAMPAIGN).on(CAMPAIGN.ID.eq(CONTACT.CAMPAIGN_ID))
        .join(ACCOUNT).on(ACCOUNT.ID.eq(CONTACT.ACCOUNT_ID))
        .where(wanted(filter, after, PLANNED))
        .orderBy(CONTACT.DUE_AT, CONTACT.ID)
        .limit(limit)
        .fetch(
            found -> new Planned(
                found.get(CONTACT.ID), place(found, CONTACT.ARM), found.get(CONTACT.STEP),
                Channel.valueOf(found.get(CONTACT.CHANNEL)), ContactState.valueOf(found.get(CONTACT.STATE)),
                found.get(CONTACT.ATTEMPTS), new Contact.Window(found.get(CONTACT.DUE_AT),
                    found.get(CONTACT.EXPIRES_AT)),
                Optional.ofNullable(found.get(CONTACT.CLOSED_WHY))));
  }

  @Override
  public List<Tried> outcomes(Filter filter, Optional<ListPosition> after, int limit) {
    return db.select(ATTEMPT.fields())
        .select(CAMPAIGN.NAME, CAMPAIGN.SIMULATED, ACCOUNT.NUMBER)
        .from(ATTEMPT)
        .join(CAMPAIGN).on(CAMPAIGN.ID.eq(ATTEMPT.CAMPAIGN_ID))
        .join(ACCOUNT).on(ACCOUNT.ID.eq(ATTEMPT.ACCOUNT_ID))
        .where(wanted(filter, after, TRIED))
        .and(ATTEMPT.CLOSED_AT.isNotNull())
        .orderBy(ATTEMPT.CLOSED_AT, ATTEMPT.ID)
        .limit(limit)
        .fetch(
            found -> new Tried(
                found.get(ATTEMPT.ID), found.get(ATTEMPT.CONTACT_ID), place(found, ATTEMPT.ARM),
                found.get(ATTEMPT.NUMBER), Channel.valueOf(found.get(ATTEMPT.CHANNEL)),
                new End(
                    found.get(ATTEMPT.OUTCOME), Optional.ofNullable(found.get(ATTEMPT.DETAIL)),
                    Optional.ofNullable(found.get(ATTEMPT.REASON))),
                new Times(
                    found.get(ATTEMPT.WRITTEN_AT), Optional.ofNullable(found.get(ATTEMPT.ANSWERED_AT)),
                    found.get(ATTEMPT.ENDED_AT), found.get(ATTEMPT.CLOSED_AT))));
  }

  /// Returns the condition on the listed table itself: campaign and account are looked up first, so the server can read
  /// a page by an index in the order of the list, however many rows a campaign has.
  private static Condition wanted(Filter filter, Optional<ListPosition> after, Listed list) {
    return filter.campaign()
        .map(name -> list.campaign.eq(select(CAMPAIGN.ID).from(CAMPAIGN).where(CAMPAIGN.NAME.eq(name))))
        .orElse(DSL.noCondition())
        .and(
            filter.account()
                .map(number -> list.account.eq(select(ACCOUNT.ID).from(ACCOUNT).where(ACCOUNT.NUMBER.eq(number))))
                .orElse(DSL.noCondition()))
        .and(filter.from().map(list.time::ge).orElse(DSL.noCondition()))
        .and(filter.to().map(list.time::lt).orElse(DSL.noCondition()))
        .and(
            after.<Condition>map(position -> row(list.time, list.id).gt(row(position.at(), position.id())))
                .orElse(DSL.noCondition()));
  }

  /// The columns of a list: it is ordered by time and id.
  private record Listed(
      TableField<?, UUID> campaign, TableField<?, UUID> account, Field<Instant> time, TableField<?, UUID> id) {}

  private static Place place(Record found, Field<String> arm) {
    return new Place(found.get(CAMPAIGN.NAME), found.get(ACCOUNT.NUMBER), found.get(arm),
        found.get(CAMPAIGN.SIMULATED));
  }
}
