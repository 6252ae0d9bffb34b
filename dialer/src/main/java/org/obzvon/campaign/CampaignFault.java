package org.obzvon.campaign;

import org.obzvon.document.CodedReason;

/// The faults of a campaign file, or of a change of a campaign's state.
public enum CampaignFault implements CodedReason {
  NAME_TAKEN("a campaign of this name exists; choose another name"),
  FIXED("its name, experiment, arms, weights and seed cannot change: households keep their arm"),
  OVER("is over and is not changed any more"),
  OTHER_EXPERIMENT(
      "the experiment '{0}' runs in campaign '{1}' with other arms, weights or seed ({2}); households keep their arm, so"
          + " give the new arms a new experiment name"),
  UNKNOWN("no campaign has this name; 'dialer campaign list' shows them"),
  TOO_SMALL(
      "is too small: {parts}; wait for more debtors, use fewer arms, or start it with --underpowered-anyway, and the"
          + " report will say so"),
  SHORTFALL(
      "the {0} accounts it would take in show {1} payers of 100 at best; an effect of {2} of 100 needs {3} accounts"
          + " (power {4}, {5} comparisons)"),
  SHORTFALL_HOPELESS(
      "the {0} accounts it would take in can show no effect at all; an effect of {1} of 100 needs {2} accounts (power"
          + " {3}, {4} comparisons)"),
  NO_MOVE("is {0} and cannot become {1}; possible from here: {2}"),
  RESTORED(
      "does not start: the database was restored from a backup of {0}, and calls and suppressions since then are missing."
          + " Put in again what is known of them, then confirm the restore on the page of campaigns or with 'dialer restore"
          + " --confirm'"),
  NOT_RESTORED("there is no restore that waits for a confirmation"),
  NO_PROFILE("there is no profile '{0}'; known: {1}"),
  NO_SCRIPT("there is no script '{0}' in every language; known: {1}"),
  NO_TEMPLATE(
      "there is no message template '{0}' of the purpose {1} that can be sent here; known: {2}. Templates that name"
          + " {office_phone} need ivr: office-phone"),
  NO_CHANNEL(
      "has steps by {0}, and nothing here serves that channel; add an exchange or a gateway to the configuration, or take"
          + " the steps out"),
  NAME("must be small letters, digits and '-', at most 63, not '{0}'"),
  SCRIPT_NAME("must be a name of small letters, digits and '-', without folder or ending"),
  ARM_NAME("an arm is named like ROBOT or SMS_THEN_ROBOT"),
  NO_WEIGHT("needs at least one arm with a weight above 0"),
  NO_STEP("is empty, but there are arms that should be contacted"),
  NOTICE_CHANNEL("must be sms: a notice is written, and its receipt is the proof"),
  NOTICE_ARMS("has no place in a notice: it goes to every arm, the hold-out too; take the arms out"),
  HOLD_OUT("must not name HOLD_OUT: the hold-out is not contacted"),
  NO_SUCH_ARM("is no arm of this campaign; known: {0}"),
  NO_SUCH_SEGMENT("is no segment of this campaign; known: {0}"),
  ENDS_BEFORE_BEGIN("is before 'from'"),
  CALLER_ID("must be the number shown to debtors in quotes, such as \"+37322000000\""),
  BELOW_ZERO("is below zero"),
  SHARE("must be a share from 0 to 1, such as 0.35"),
  EFFECT("must be above 0, such as 0.05 for five more payers of every hundred"),
  PAYER_DIGITS("may have four digits after the point at most, such as 0.99"),
  SPAN("must be from {0} to {1}, not '{2}'"),
  TWICE("the name '{0}' is given twice"),
  DAYS("must be two whole numbers of days, the smaller first, such as 3..60");

  private final String english;

  CampaignFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "campaign";
  }

  @Override
  public String english() {
    return english;
  }
}
