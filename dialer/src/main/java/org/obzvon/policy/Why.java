package org.obzvon.policy;

import org.obzvon.document.CodedReason;

/// The reasons that the rules give. Days and times are in the debtor's own zone.
public enum Why implements CodedReason {
  NO_OBJECTION("no rule objects"),
  ACCOUNT_UNKNOWN("the account is not known"),
  NO_PROFILE("there is no policy profile called {0}"),
  FOR_NOTICES_ALONE("the profile {0} is for notices alone"),
  NOT_IN_REGISTER("the account has left the register of debtors"),
  NOTHING_OWED("nothing is owed any more, the balance is {0}"),
  PAYMENT_WAITING(
      "a payment was told on {0} that the register may not know; the debt may be paid, so nobody is told of it before the"
          + " next register, or before {1}"),
  PAYMENT_ANNOUNCED("a payment is announced that counts from {0}; nobody is told of a debt that may be paid"),
  LEGAL_ENTITY("the subscriber is a legal entity and the profile is for persons only"),
  HOUSEHOLD_STOPPED("the household has a stop entry {parts}"),
  NUMBERS_STOPPED("every number of the account has a stop entry: {parts}"),
  STOP("{0} since {1}"),
  NO_NUMBER("the account has no telephone number"),
  EXTENSIONS_ALONE("every number of the account has an extension, which only an operator dials"),
  NUMBERS_DEAD("of every number that may be used the network says that it {parts}"),
  NO_LINE("no line serves a number that may be used; see serves of the exchanges in the settings"),
  NO_OTHER_NUMBER("every number that may be used was tried by this contact and is dead or not the subscriber's"),
  NO_SUCH_NUMBER("does not exist ({parts})"),
  BARRED("takes no calls ({parts})"),
  SAID_BY("said {0} by the line {1}"),
  DEAD_NUMBER("the number {0} is not used for {1}: it {parts}"),
  PREFIX("no number that may be used begins with an allowed prefix {0}"),
  EXPIRED("its time passed at {0}"),
  ZONE_UNKNOWN("the debtor's time zone is not known"),
  PROMISE_OVER("the promise for {0} was settled, or another took its place"),
  PROMISED("the debtor promised to pay by {0}"),
  OUTAGE("the service is out in the district {0}"),
  TICKET_OPEN("the debtor gave the reason {0} on {1} and its ticket is not closed"),
  TICKET_UNANSWERED("the debtor gave the reason {0} on {1} and its ticket is not answered"),
  REASON_PAUSE("the debtor gave the reason {0} on {1} and {2} days without demands follow"),
  REASON_PAUSE_WORKING("the debtor gave the reason {0} on {1} and {2} working days without demands follow"),
  UNREAD_ANSWER("nobody has read yet what {0} answered by text message at {1}"),
  NO_HOURS("the profile {0} has no permitted hours in sight"),
  CLOSED("it is {0} for the debtor; the hours open at {1}"),
  UNDER_WAY("another attempt to the household or the number is open"),
  CAP_ATTEMPTS("{0} of at most {1} {2} per {3} ({4})"),
  CAP_CONVERSATIONS("{0} of at most {1} answered {2} per {3} ({4})"),
  PAUSE("there was a conversation on {0} and {1} days of pause follow ({2})"),
  SPACING("less than {0} minutes after the last of the {1} ({2})"),
  TOO_LATE("{parts}; its time passes before it may be placed, at {0}");

  private final String english;

  Why(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "policy";
  }

  @Override
  public String english() {
    return english;
  }
}
