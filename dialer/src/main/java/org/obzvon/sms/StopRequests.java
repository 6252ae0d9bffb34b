package org.obzvon.sms;

import java.util.UUID;
import org.obzvon.register.Phone;

/// Puts a stop entry for a number. In force when it returns; harmless when repeated.
public interface StopRequests {
  /// @param request id of the message in the inbox
  void stop(Phone phone, UUID request);
}
