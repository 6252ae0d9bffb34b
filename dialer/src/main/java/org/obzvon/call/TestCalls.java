package org.obzvon.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.register.Phone;

/// Calls a listed number of one's own at once to hear what debtors hear. The contact policy is not asked, so only
/// listed numbers are called; nothing of the call is stored, so it counts nowhere.
public interface TestCalls {

  /// Returns the numbers that may be called.
  List<Phone> numbers();

  /// Returns the names of the scripts that exist in every language.
  List<String> scripts();

  /// Returns the names of the exchanges that can call.
  List<String> exchanges();

  /// Checks a request without calling.
  ///
  /// @throws org.obzvon.document.BadInput when the number is not listed, or account, script or exchange do not exist
  void check(Request request);

  /// Calls and returns when the call is over.
  ///
  /// @throws org.obzvon.document.BadInput as [#check], and when the exchange cannot be reached
  Result call(Request request);

  /// What to call and what to say.
  ///
  /// @param account the account whose name, debt and language the robot uses
  /// @param exchange empty: the first
  /// @param callerId number shown; empty: that of the exchange or of the newest campaign, else the called number itself
  record Request(Phone number, String script, String account, Optional<String> exchange, Optional<Phone> callerId) {}

  /// What became of a test call.
  ///
  /// @param talked how long the talk lasted; empty if nobody answered
  /// @param trace keys pressed, hang-up cause
  record Result(UUID attempt, String exchange, ContactOutcome outcome, Optional<Duration> talked,
      OutcomeSink.Trace trace) {}
}
