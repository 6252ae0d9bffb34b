package org.obzvon.comparison.jooq;

import static org.obzvon.jooq.Tables.LOOK;
import static org.obzvon.jooq.Tables.LOOK_ARM;
import static org.obzvon.jooq.Tables.LOOK_DIFFERENCE;
import static org.obzvon.jooq.Tables.REGISTERED_PLAN;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.comparison.Interval;
import org.obzvon.comparison.PayerRule;
import org.obzvon.comparison.RegisteredPlan;
import org.obzvon.comparison.Registrations;
import org.obzvon.register.IdGenerator;

/// Stores plans and looks in PostgreSQL.
public final class JooqRegistrations implements Registrations {
  private final DSLContext store;

  public JooqRegistrations(DSLContext store) {
    this.store = store;
  }

  @Override
  public boolean register(UUID campaign, RegisteredPlan plan, Instant now) {
    List<Version> versions = versions(campaign);
    if (!versions.isEmpty() && versions.getLast().plan().text().equals(plan.text())) {
      return false;
    }
    return store.insertInto(REGISTERED_PLAN)
        .set(REGISTERED_PLAN.CAMPAIGN_ID, campaign)
        .set(REGISTERED_PLAN.VERSION, versions.size() + 1)
        .set(REGISTERED_PLAN.PLAN, plan.text())
        .set(REGISTERED_PLAN.PLAN_SHA256, plan.sha256())
        .set(REGISTERED_PLAN.EXPECTED_ACCOUNTS, plan.expectedAccounts())
        .set(REGISTERED_PLAN.UNDERPOWERED, plan.underpowered().orElse(null))
        .set(REGISTERED_PLAN.PAYER_SHARE, share(plan.payer()))
        .set(REGISTERED_PLAN.REGISTERED_AT, now)
        .onConflictDoNothing()
        .execute() == 1;
  }

  @Override
  public List<Version> versions(UUID campaign) {
    return store.selectFrom(REGISTERED_PLAN)
        .where(REGISTERED_PLAN.CAMPAIGN_ID.eq(campaign))
        .orderBy(REGISTERED_PLAN.VERSION)
        .fetch(
            row -> new Version(
                row.getVersion(),
                new RegisteredPlan(
                    row.getPlan(), row.getExpectedAccounts(), Optional.ofNullable(row.getUnderpowered()),
                    rule(row.getPayerShare())),
                row.getRegisteredAt()));
  }

  @Override
  public void note(UUID campaign, Look look) {
    UUID id = IdGenerator.next();
    store.transaction(
        () -> {
          store.insertInto(LOOK)
              .set(LOOK.ID, id)
              .set(LOOK.CAMPAIGN_ID, campaign)
              .set(LOOK.LOOKED_AT, look.at())
              .set(LOOK.FRESH_TO, look.freshTo().orElse(null))
              .set(LOOK.WINDOW_DAYS, look.asked().windowDays())
              .set(LOOK.PAYER_SHARE, share(look.asked().payer()))
              .set(LOOK.WITHHELD, look.withheld())
              .execute();
          for (ArmCount arm : look.arms()) {
            store.insertInto(LOOK_ARM)
                .set(LOOK_ARM.LOOK_ID, id)
                .set(LOOK_ARM.ARM, arm.arm())
                .set(LOOK_ARM.ACCOUNTS, arm.accounts())
                .set(LOOK_ARM.PAID, arm.paid().isPresent() ? arm.paid().getAsInt() : null)
                .execute();
          }
          look.differences().forEach(one -> insert(store, id, one));
        });
  }

  private static void insert(DSLContext tx, UUID look, Difference one) {
    tx.insertInto(LOOK_DIFFERENCE)
        .set(LOOK_DIFFERENCE.LOOK_ID, look)
        .set(LOOK_DIFFERENCE.ARM, one.arm())
        .set(LOOK_DIFFERENCE.BASELINE, one.baseline())
        .set(LOOK_DIFFERENCE.DIFFERENCE, known(one.difference()))
        .set(LOOK_DIFFERENCE.LOW, known(one.anytime().low()))
        .set(LOOK_DIFFERENCE.HIGH, known(one.anytime().high()))
        .set(LOOK_DIFFERENCE.P, known(one.p()))
        .execute();
  }

  /// Returns null for any payment, as in plans from before they stated a share.
  private static BigDecimal share(PayerRule payer) {
    return payer.countsAnyPayment() ? null : payer.share();
  }

  private static PayerRule rule(BigDecimal share) {
    return share == null ? PayerRule.ANY_PAYMENT : new PayerRule(share);
  }

  private static Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static double orUnknown(Double value) {
    return value == null ? Double.NaN : value;
  }

  @Override
  public List<Look> looks(UUID campaign) {
    Map<UUID, List<ArmCount>> arms = store.select(LOOK_ARM.LOOK_ID, LOOK_ARM.ARM, LOOK_ARM.ACCOUNTS, LOOK_ARM.PAID)
        .from(LOOK_ARM).join(LOOK).on(LOOK.ID.eq(LOOK_ARM.LOOK_ID))
        .where(LOOK.CAMPAIGN_ID.eq(campaign))
        .orderBy(LOOK_ARM.ARM)
        .fetchGroups(
            LOOK_ARM.LOOK_ID,
            row -> {
              Integer paid = row.get(LOOK_ARM.PAID);
              return new ArmCount(
                  row.get(LOOK_ARM.ARM), row.get(LOOK_ARM.ACCOUNTS),
                  paid == null ? OptionalInt.empty() : OptionalInt.of(paid));
            });
    Map<UUID, List<Difference>> differences = differences(campaign);
    return store.selectFrom(LOOK)
        .where(LOOK.CAMPAIGN_ID.eq(campaign))
        .orderBy(LOOK.LOOKED_AT, LOOK.ID)
        .fetch(
            row -> new Look(
                row.getLookedAt(), Optional.ofNullable(row.getFreshTo()),
                new Asked(row.getWindowDays(), rule(row.getPayerShare())), row.getWithheld(),
                arms.getOrDefault(row.getId(), List.of()), differences.getOrDefault(row.getId(), List.of())));
  }

  private Map<UUID, List<Difference>> differences(UUID campaign) {
    return store.select(LOOK_DIFFERENCE.asterisk())
        .from(LOOK_DIFFERENCE).join(LOOK).on(LOOK.ID.eq(LOOK_DIFFERENCE.LOOK_ID))
        .where(LOOK.CAMPAIGN_ID.eq(campaign))
        .orderBy(LOOK_DIFFERENCE.ARM)
        .fetchGroups(
            LOOK_DIFFERENCE.LOOK_ID,
            row -> new Difference(
                row.get(LOOK_DIFFERENCE.ARM), row.get(LOOK_DIFFERENCE.BASELINE),
                orUnknown(row.get(LOOK_DIFFERENCE.DIFFERENCE)),
                new Interval(orUnknown(row.get(LOOK_DIFFERENCE.LOW)), orUnknown(row.get(LOOK_DIFFERENCE.HIGH))),
                orUnknown(row.get(LOOK_DIFFERENCE.P))));
  }
}
