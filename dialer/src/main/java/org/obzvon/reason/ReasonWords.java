package org.obzvon.reason;

import org.obzvon.document.CodedReason;

/// Sentences about a debtor's reason and its consequence.
public enum ReasonWords implements CodedReason {
  GIVEN("the debtor gave the reason {0} on {1} (heard by {2}): {parts}"),
  TICKET_OPEN("a ticket is open"),
  TICKET_ANSWERED("its ticket was answered on {0}"),
  TICKET_CLOSED("its ticket was closed on {0}"),
  NO_DEMANDS_UNTIL_ANSWERED("no demands until it is answered"),
  NO_DEMANDS_UNTIL_CLOSED("no demands until it is closed"),
  PAUSE("{0} days without demands"),
  PAUSE_WORKING("{0} working days without demands"),
  PAUSE_NUMBER("{0} days without demands to {1}"),
  PAUSE_NUMBER_WORKING("{0} working days without demands to {1}"),
  NO_CONSEQUENCE("neither a ticket nor a pause followed");

  private final String english;

  ReasonWords(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "heard";
  }

  @Override
  public String english() {
    return english;
  }
}
