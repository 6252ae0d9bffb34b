package org.obzvon.campaign;

import org.obzvon.document.CodedReason;

/// The conditions of a segment that an account does not meet, each with the account's value first.
public enum UnmetCondition implements CodedReason {
  NOT_IN_REGISTER("the account has left the register of debtors"),
  OWES_NOTHING("nothing is owed"),
  STATE("the service is {0}, the segment takes {1}"),
  OWES_LESS("owes {0}, the segment takes those who owe at least {1}"),
  OWES_MORE("owes {0}, the segment takes those who owe less than {1}"),
  NO_DEBT_DATE("it is not known when the debt began, the segment takes {0} to {1} days of debt"),
  DEBT_DAYS("{0} days in debt, the segment takes {1} to {2}"),
  LEGAL_ENTITY("the subscriber is a legal entity, the segment takes persons"),
  NO_LEGAL_ENTITY("the subscriber is a person, the segment takes legal entities"),
  NO_SEGMENT_NOW("no segment of the campaign is meant for the account as it stands today: {parts}"),
  OTHER_SEGMENT("the account belongs to the segment '{0}' today, and this step is not for it"),
  CALENDAR_OVER("the calendar of the campaign ended on {0}; nothing is placed after it"),
  IN("{0}: {parts}"),
  DISTRICT("the district is '{0}', the segment takes: {1}"),
  NO_TAG("has none of the tags that the segment takes: {0}"),
  TAG("has the tag '{0}', which the segment leaves out");

  private final String english;

  UnmetCondition(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "segment";
  }

  @Override
  public String english() {
    return english;
  }
}
