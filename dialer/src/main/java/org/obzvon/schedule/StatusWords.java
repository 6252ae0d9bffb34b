package org.obzvon.schedule;

import org.obzvon.document.CodedReason;

/// The sentences about an account and a campaign at this moment. Days and times are in the debtor's zone.
public enum StatusWords implements CodedReason {
  NO_CAMPAIGN("no campaign holds the account, and none is left that could take it in"),
  SIMULATED("a rehearsal: nobody is contacted"),
  DRAFT("the campaign is a draft: it takes in and contacts nobody until it is started"),
  PAUSED("the campaign is paused: nothing is planned or placed until it runs again"),
  STOPPED("the campaign is over"),
  NOT_BEGUN("the campaign's calendar begins on {0}"),
  ENDED("the campaign's calendar ended on {0}"),
  MEMBER("taken into the campaign: arm {0}, segment '{1}'"),
  MEMBER_MOVED("taken into the campaign: arm {0}, segment '{1}' today, '{2}' when it was taken in"),
  HOLD_OUT("the household is in the hold-out: it gets what every arm gets, notices and appointments, and nothing else"),
  NO_SEGMENT_NOW("no segment of the campaign is meant for the account any more, no step is made: {parts}"),
  TAKEN_NEXT("belongs to the segment '{0}' and is taken in at the next tick of the campaign"),
  TAKEN_LATER("belongs to the segment '{0}' and is taken in once the campaign runs"),
  LEFT_OUT("the campaign has not taken the account, no segment fits: {parts}"),
  WAITS("planned: {0} '{1}', not before {2}, at the latest {3}"),
  IN_PROGRESS("under way: {0} '{1}'"),
  DUE("due now, planned at the next tick: {0} '{1}', at the latest {2}"),
  NEXT("comes next: {0} '{1}', on {2}"),
  NO_STEP("no step of the ladder is for arm {0} and segment '{1}'"),
  STEPS_OVER("every step for arm {0} and segment '{1}' is over"),
  NO_RESTRICTION_DATE("steps count from the restriction date, and the register names none"),
  NO_DEBT_DATE("steps count from the day the debt began, and the register names none"),
  FORBIDDEN("a contact at this moment is forbidden by the rule '{0}': {parts}"),
  PUT_OFF("a contact at this moment has to wait until {1} by the rule '{0}': {parts}"),
  ALLOWED("no rule of the policy forbids a contact at this moment");

  private final String english;

  StatusWords(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "status";
  }

  @Override
  public String english() {
    return english;
  }
}
