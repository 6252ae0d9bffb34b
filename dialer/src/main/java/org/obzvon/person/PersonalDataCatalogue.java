package org.obzvon.person;

import static org.obzvon.person.PersonalColumn.Erased.EMPTY_LIST;
import static org.obzvon.person.PersonalColumn.Erased.EMPTY_TEXT;
import static org.obzvon.person.PersonalColumn.Erased.NO_TELEPHONE;
import static org.obzvon.person.PersonalColumn.Erased.NULL;
import static org.obzvon.person.PersonalColumn.Erased.RANDOM;
import static org.obzvon.person.PersonalColumn.Erased.STAYS;
import static org.obzvon.person.PersonalColumn.Kind.AUDIT;
import static org.obzvon.person.PersonalColumn.Kind.DECISION;
import static org.obzvon.person.PersonalColumn.Kind.IDENTIFIER;
import static org.obzvon.person.PersonalColumn.Kind.NAME;
import static org.obzvon.person.PersonalColumn.Kind.PHONE;
import static org.obzvon.person.PersonalColumn.Kind.TEXT;
import static org.obzvon.person.PersonalTable.To.ACCOUNT;
import static org.obzvon.person.PersonalTable.To.ATTEMPT;
import static org.obzvon.person.PersonalTable.To.AUDIT_SUBJECT;
import static org.obzvon.person.PersonalTable.To.CONTACT;
import static org.obzvon.person.PersonalTable.To.CONVERSATION;
import static org.obzvon.person.PersonalTable.To.FACT;
import static org.obzvon.person.PersonalTable.To.HOUSEHOLD;
import static org.obzvon.person.PersonalTable.To.INCOMING_MESSAGE;
import static org.obzvon.person.PersonalTable.To.MESSAGE;
import static org.obzvon.person.PersonalTable.To.PAYMENT;
import static org.obzvon.person.PersonalTable.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The list of the places where personal data of debtors is stored. It names every column of the database that can
/// contain text, as personal or impersonal; a test reads the schema and fails for a missing one.
///
/// Outside the database, personal data is in these files: recordings (exported by their paths and removed at an erase),
/// uploaded registers and payment files (removed an hour after the last access, and when the service stops), log files
/// (`log: kept-days`), rendered speech (named by a hash, removed by `speech: limit`), and backups.
public final class PersonalDataCatalogue {

  /// The tables in the order in which rows are removed: rows that refer to others come first.
  public static final List<PersonalTable> TABLES = List.of(
      table("webhook_delivery").by("subject", FACT)
          .holds(TEXT, NULL, "answer")
          .impersonal("event state leased_by").deleted(),
      table("desk_recording").by("conversation_id", CONVERSATION).deleted(),
      table("heard_reason").dated("heard_at").by("account_id", ACCOUNT)
          .holds(PHONE, NULL, "phone", "pause_phone").holds(TEXT, EMPTY_TEXT, "words")
          .impersonal("reason heard_by").deleted(),
      table("ticket").dated("opened_at").by("account_id", ACCOUNT)
          .holds(TEXT, EMPTY_TEXT, "words").holds(TEXT, NULL, "answer", "closing_note")
          .impersonal("kind heard_by state hold answered_by closed_by").deleted(),
      table("sms_report").by("matched_to", MESSAGE)
          .holds(PHONE, NULL, "phone").holds(IDENTIFIER, EMPTY_LIST, "remote_ids").holds(TEXT, EMPTY_TEXT, "code")
          .impersonal("gateway fate").deleted(),
      table("sms_part").dated("told_at").by("message_id", MESSAGE)
          .holds(IDENTIFIER, NULL, "remote_id", "remote_key").holds(TEXT, NULL, "code")
          .impersonal("gateway fate").deleted(),
      table("sms_inbox").dated("received_at").by("account_id", ACCOUNT).by("phone", PersonalTable.To.PHONE)
          .holds(PHONE, NULL, "phone", "sender").holds(TEXT, EMPTY_TEXT, "text")
          .holds(IDENTIFIER, RANDOM, "remote_id")
          .impersonal("gateway sent_to kind reason keyword").deleted(),
      table("sms_incoming_part").by("message_id", INCOMING_MESSAGE)
          .holds(TEXT, STAYS, "octets").deleted(),
      table("sms_incoming").by("phone", PersonalTable.To.PHONE)
          .holds(PHONE, NULL, "phone").holds(PHONE, EMPTY_TEXT, "sender")
          .impersonal("gateway sent_to").deleted(),
      table("sms_message").dated("submitted_at").by("account_id", ACCOUNT).by("phone", PersonalTable.To.PHONE)
          .holds(PHONE, NO_TELEPHONE, "phone").holds(TEXT, EMPTY_TEXT, "text").holds(TEXT, NULL, "code")
          .impersonal("occasion gateway sender template language encoding currency state fate").kept(),
      table("appointment").by("account_id", ACCOUNT).deleted(),
      // The comparison counts the allowed attempts; the other decisions are deleted.
      table("decision").dated("asked_at").by("account_id", ACCOUNT)
          .holds(DECISION, EMPTY_TEXT, "why").holds(DECISION, NULL, "reason")
          .impersonal("moment verdict rule profile profile_version").kept(),
      table("desk_conversation").dated("queued_at").by("attempt_id", ATTEMPT)
          .holds(TEXT, EMPTY_TEXT, "heard", "note").holds(IDENTIFIER, NULL, "operator_leg")
          .impersonal("kind exchange end reach reason next_step").kept(),
      table("desk_call_back").by("contact_id", CONTACT).kept(),
      table("promise").by("account_id", ACCOUNT).impersonal("currency state").kept(),
      table("attempt").dated("written_at").by("account_id", ACCOUNT)
          .holds(PHONE, NO_TELEPHONE, "phone").holds(TEXT, NULL, "keys", "tech_cause")
          .holds(IDENTIFIER, NULL, "remote_id")
          .impersonal("arm channel script line caller_id node outcome detail reason ground").kept(),
      table("contact").dated("due_at").by("account_id", ACCOUNT)
          .holds(TEXT, NULL, "closed_why")
          .impersonal("arm channel script state leased_by ground").kept(),
      // Suppressions in force remain with the bare number: see Erasure.
      table("suppression").dated("since").by("account_id", ACCOUNT).by("phone", PersonalTable.To.PHONE)
          .holds(PHONE, NO_TELEPHONE, "phone").holds(TEXT, EMPTY_TEXT, "note")
          .impersonal("kind source").kept(),
      table("payment_change").by("payment_id", PAYMENT)
          .holds(IDENTIFIER, RANDOM, "external_id")
          .impersonal("kind source").kept(),
      table("payment").by("account_id", ACCOUNT)
          .holds(IDENTIFIER, RANDOM, "external_id")
          .impersonal("currency source").kept(),
      table("enrolment").by("account_id", ACCOUNT).impersonal("segment currency").kept(),
      table("overdue").by("account_id", ACCOUNT).kept(),
      table("account_phone").by("account_id", ACCOUNT)
          .holds(PHONE, NO_TELEPHONE, "e164").holds(PHONE, NULL, "extension").kept(),
      table("account").by("id", ACCOUNT)
          .holds(IDENTIFIER, RANDOM, "number").holds(IDENTIFIER, NULL, "household_key")
          .holds(NAME, EMPTY_TEXT, "name", "address", "district", "service", "tariff")
          .holds(NAME, EMPTY_LIST, "tags")
          .impersonal("service_state currency language zone").kept(),
      table("assignment").by("household_id", HOUSEHOLD).impersonal("experiment arm seed weights").kept(),
      // The key of a household that has another account stays, because it is that account's too.
      table("household").by("id", HOUSEHOLD).holds(IDENTIFIER, RANDOM, "key").kept(),
      // It must stay provable who looked at and who erased which person; the log is never changed.
      table("audit_entry").by("subject", AUDIT_SUBJECT)
          .holds(AUDIT, STAYS, "subject", "before", "after")
          .impersonal("actor action").untouched());

  /// Tables without rows about debtors, and their columns with texts.
  public static final Map<String, Set<String>> IMPERSONAL = impersonal();

  /// Columns of tables that hold personal data only for a short time and do not identify anybody by themselves.
  public static final Map<String, Set<String>> SHORT_LIVED =
      // The API's answers to requests with an idempotency key, kept for a day; those that name an erased person are
      // deleted.
      Map.of("api_answer", Set.of("body"));

  private PersonalDataCatalogue() {}

  private static Map<String, Set<String>> impersonal() {
    Map<String, Set<String>> columns = new LinkedHashMap<>();
    columns.put("snapshot", words("source file_sha256"));
    columns.put("campaign", words("name experiment definition definition_sha256 state"));
    columns.put("campaign_scan", words("definition_sha256"));
    columns.put("campaign_turn", words("channel"));
    // The number of an erased account and the kinds of its suppressions, until a register contains the account again.
    columns.put("kept_stop", words("account_number kind"));
    columns.put("outage", words("district"));
    columns.put("sms_spending", words("gateway"));
    columns.put("sms_gateway", words("gateway receipts"));
    columns.put("payment_import", words("source"));
    columns.put("payment_file", words("name source taken_by node"));
    columns.put("registered_plan", words("plan plan_sha256 underpowered"));
    columns.put("stored_report", words("node html_ru html_ro html_en json"));
    columns.put("report_run", words("node failure"));
    columns.put("look_arm", words("arm"));
    columns.put("look_difference", words("arm baseline"));
    columns.put("line_change", words("node line why detail"));
    columns.put("line_doubt", words("line"));
    columns.put("call_key", words("key"));
    columns.put("backup", words("schema_version"));
    columns.put("retention_run", words("by_whom"));
    columns.put("retention_count", words("kind place"));
    columns.put("restoration", words("confirmed_by"));
    columns.put("webhook", words("url secret events created_by"));
    columns.put("api_answer", words("idempotency_key request_sha256 content_type"));
    columns.put("api_key", words("name key_sha256 scopes"));
    // The operator's own staff, who are no debtors.
    columns.put(
        "staff_user", words("login name role language password_hash endpoint exchange speaks"));
    columns.put("staff_session", words("token_sha256 csrf"));
    columns.put("sign_in_failure", words("login address"));
    columns.put("alert_mail", words("kind state to_left refused leased_by answer"));
    columns.put("alert", words("kind subject detail"));
    columns.put("alert_sighting", words("node"));
    columns.put("desk_seat", words("state work reason"));
    return columns;
  }

  private static Set<String> words(String names) {
    return Set.of(names.split(" "));
  }
}
