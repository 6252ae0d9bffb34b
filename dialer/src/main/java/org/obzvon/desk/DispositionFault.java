package org.obzvon.desk;

import org.obzvon.document.CodedReason;

/// The faults that a disposition or a request to the desk may have.
enum DispositionFault implements CodedReason {
  PAUSE_TOO_LONG("reason: at most {0} characters"),
  NOTE_TOO_LONG("note: at most {0} characters"),
  CALL_BACK_TIME("call-back: within the next {0} days"),
  CALL_BACK_HOUR("call-back: not permitted at that time; the next permitted one is {0}, by the debtor's clock"),
  CALL_BACK_NEVER("call-back: the contact policy permits none within the next {0} days"),
  COMPLAINT("complaint: say what is wrong, in at most {0} characters"),
  STOP_BY_STRANGER("stop: a wrong number stops that number alone, not the household"),
  PROMISE_BY_OTHER("promise: only the subscriber can give one"),
  PROMISE_DAY("promise: a day from today to {0}"),
  PROMISE_AMOUNT("promise: an amount above 0 in {0}"),
  NOT_BEFORE("not before {0}: {parts}");

  private final String english;

  DispositionFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "desk";
  }

  @Override
  public String english() {
    return english;
  }
}
