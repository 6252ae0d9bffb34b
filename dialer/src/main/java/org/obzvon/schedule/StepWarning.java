package org.obzvon.schedule;

import org.obzvon.document.CodedReason;

/// Reasons why a step of a campaign without faults will not be made, or not as intended.
public enum StepWarning implements CodedReason {
  CALENDAR_OVER("the campaign's calendar ended on {0}: no step will be made"),
  NEVER_PERMITTED(
      "will never be made: from {0} to {1} the hours of the policy {2} leave no moment between {3} and the end of its time"
          + " {4} later"),
  NOTICE_NOT_GIVEN(
      "cannot be given in time for {0} of {1} days of the calendar, first for {2}: the hours of the policy {3} leave no"
          + " moment on that day and the {4} days before it"),
  NO_ARM("will never be made: no household is drawn into its arms ({0})"),
  SEGMENT_EMPTY("will never be made: no account can belong to the segments {0} on its day"),
  PERSONS_ONLY("will never be made: the segments {0} take legal entities, and the policy {1} is for persons only"),
  BEFORE_RESTRICTION(
      "will never be made: it expires before the restriction date, and the segments {0} take restricted accounts"),
  AFTER_RESTRICTION(
      "reaches only accounts that were not restricted on their day: it is due after the restriction date, and the segments"
          + " {0} take active ones"),
  NOTICE_TOO_LATE("comes too late: a notice before the restriction is due on or after the restriction date");

  private final String english;

  StepWarning(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "step";
  }

  @Override
  public String english() {
    return english;
  }
}
