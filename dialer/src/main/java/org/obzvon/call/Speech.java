package org.obzvon.call;

import java.util.List;
import org.obzvon.register.Language;

/// Turns phrases into sounds that the exchange can play.
public interface Speech {

  /// The sounds of the phrases in their order, named as the exchange sees them, without the extension. Renders
  /// what is not there yet and blocks meanwhile; a second asking for the same phrase costs a look at the disk.
  ///
  /// @throws CallFault when a phrase cannot be spoken
  List<String> prepare(Language language, List<Phrase> phrases) throws CallFault;
}
