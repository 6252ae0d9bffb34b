package org.obzvon.staff;

import org.obzvon.document.CodedReason;

/// The reasons for which a change of a user is refused.
public enum StaffFault implements CodedReason {
  NOBODY("nobody has this login"),
  TAKEN("this login, or this telephone, is somebody else's already"),
  TELEPHONE_TAKEN("this telephone is another user's already"),
  LAST_ADMINISTRATOR("is the last administrator; nobody could let anybody in any more"),
  LAST_ADMINISTRATOR_ROLE("this is the last administrator; nobody could let anybody in any more"),
  PASSWORD_LENGTH("must have {0} to {1} letters"),
  PASSWORD_HOLDS_LOGIN("must not hold the login"),
  PASSWORD_COMMON("is among the passwords that are guessed first; take three or four words that nobody puts together"),
  LOGIN("must be 1 to 64 Latin letters, digits, '.', '_', '@' or '-'"),
  NAME("must be 1 to 80 letters, digits, blanks and . , ' -"),
  ENDPOINT("must be a telephone as the exchange dials it, such as PJSIP/101"),
  EXCHANGE("must be the name of an exchange of the configuration");

  private final String english;

  StaffFault(String english) {
    this.english = english;
  }

  @Override
  public String family() {
    return "staff";
  }

  @Override
  public String english() {
    return english;
  }
}
