package org.obzvon.call.fastagi;

import java.time.Duration;
import org.obzvon.call.RobotFault;
import org.obzvon.call.fastagi.AgiGone.Why;
import org.obzvon.document.SafeText;
import org.obzvon.register.Language;

/// Sets the channel variables that tell the dialplan how to go on after a session.
final class AgiVariables {
  private final AgiConnection connection;

  AgiVariables(AgiConnection connection) {
    this.connection = connection;
  }

  /// Tells the dialplan that the call goes on to an operator.
  ///
  /// @param language the debtor's language
  /// @param isServed whether an operator can come
  void transfer(Language language, boolean isServed) throws AgiGone, RobotFault {
    set("OBZVON_LANGUAGE", language.tag());
    set("OBZVON_NEXT", isServed ? "operator" : "nobody");
  }

  /// Tells the dialplan to record the talk.
  void record() throws AgiGone, RobotFault {
    set("OBZVON_RECORD", "yes");
  }

  private void set(String variable, String value) throws AgiGone, RobotFault {
    String command = "SET VARIABLE " + variable + " " + SafeText.agiArgument(value);
    if (connection.command(command, Duration.ZERO).result() != 1) {
      throw new RobotFault("the exchange did not take the channel variable");
    }
    if (connection.isHungUp()) {
      throw new AgiGone(Why.HUNG_UP, "the debtor hung up");
    }
  }
}
