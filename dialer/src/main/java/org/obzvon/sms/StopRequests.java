package org.obzvon.sms;

import java.util.UUID;
import org.obzvon.register.Phone;

/// Puts and lifts stop entries for a number. In force when it returns; harmless when repeated.
public interface StopRequests {
  /// @param request id of the message in the inbox
  void stop(Phone phone, UUID request);

  /// Lifts what was asked for by text message from that number, and nothing else.
  void resume(Phone phone);
}
