package org.obzvon.call;

import java.util.List;
import org.obzvon.register.Language;

/// Turns phrases into sounds that the exchange can play.
public interface Speech {

  /// Returns the sounds of the phrases in their order, named as the exchange sees them, without the extension. Renders
  /// phrases that have no sound yet and blocks meanwhile; a second request for the same phrase only reads the disk.
  ///
  /// @throws RobotFault when a phrase cannot be spoken
  List<String> prepare(Language language, List<Phrase> phrases) throws RobotFault;
}
