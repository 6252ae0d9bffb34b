package org.obzvon.sms;

import java.util.UUID;
import org.obzvon.register.Phone;

/// Adds and lifts suppressions of a number. A change is in force when the method returns; harmless when repeated.
public interface NumberSuppressions {
  /// @param request id of the message in the inbox
  void stop(Phone phone, UUID request);

  /// Lifts a suppression that was requested by text message from that number, and nothing else.
  void resume(Phone phone);
}
