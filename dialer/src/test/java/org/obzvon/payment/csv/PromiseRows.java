package org.obzvon.payment.csv;

import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CAMPAIGN;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.jooq.Tables.PROMISE;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jooq.DSLContext;
import org.obzvon.register.Account;
import org.obzvon.register.IdGenerator;

/// Puts promises into the store for tests.
final class PromiseRows {
  private PromiseRows() {}

  /// Inserts a promise with the campaign, the contact and the attempt to which it belongs. Returns its id.
  static UUID insert(DSLContext store, Account account, String amount, String madeAt, LocalDate day) {
    UUID campaign = IdGenerator.next();
    UUID contact = IdGenerator.next();
    UUID attempt = IdGenerator.next();
    UUID promise = IdGenerator.next();
    Instant made = Instant.parse(madeAt);
    store.insertInto(CAMPAIGN)
        .set(CAMPAIGN.ID, campaign).set(CAMPAIGN.NAME, "c" + account.number()).set(CAMPAIGN.EXPERIMENT, "e")
        .set(CAMPAIGN.DEFINITION, "").set(CAMPAIGN.DEFINITION_SHA256, "").set(CAMPAIGN.STATE, "RUNNING")
        .set(CAMPAIGN.SIMULATED, true).set(CAMPAIGN.CREATED_AT, made).execute();
    store.insertInto(CONTACT)
        .set(CONTACT.ID, contact).set(CONTACT.CAMPAIGN_ID, campaign).set(CONTACT.HOUSEHOLD_ID, account.household())
        .set(CONTACT.ACCOUNT_ID, account.id()).set(CONTACT.ARM, "ROBOT").set(CONTACT.STEP, 0)
        .set(CONTACT.ANCHOR, day).set(CONTACT.CHANNEL, "ROBOT").set(CONTACT.SCRIPT, "s").set(CONTACT.DUE_AT, made)
        .set(CONTACT.EXPIRES_AT, made).set(CONTACT.STATE, "DONE").set(CONTACT.NOT_BEFORE, made).execute();
    var row = store.newRecord(ATTEMPT);
    row.setId(attempt);
    row.setContactId(contact);
    row.setCampaignId(campaign);
    row.setHouseholdId(account.household());
    row.setAccountId(account.id());
    row.setArm("ROBOT");
    row.setNumber(1);
    row.setChannel("ROBOT");
    row.setScript("s");
    row.setPhone(account.subscriber().phones().getFirst().e164());
    row.setLine("rehearsal");
    row.setCallerId("+79000000000");
    row.setRingSeconds(30);
    row.setDetectMachine(false);
    row.setNode("test");
    row.setWrittenAt(made);
    row.insert();
    store.insertInto(PROMISE)
        .set(PROMISE.ID, promise).set(PROMISE.ATTEMPT_ID, attempt).set(PROMISE.ACCOUNT_ID, account.id())
        .set(PROMISE.PROMISED_ON, day).set(PROMISE.AMOUNT, new BigDecimal(amount)).set(PROMISE.CURRENCY, "RUB")
        .set(PROMISE.MADE_AT, made).set(PROMISE.STATE, "OPEN").execute();
    return promise;
  }
}
