package org.obzvon.call.fastagi;

import java.util.Optional;
import java.util.UUID;
import org.obzvon.call.Attendants;
import org.obzvon.call.Attendants.Announcement;
import org.obzvon.call.CallFault;
import org.obzvon.call.Speech;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a debtor that their talk is recorded from now on. The dialplan records only after this was said to the end.
final class AgiRecording {
  private static final Logger LOG = LoggerFactory.getLogger(AgiRecording.class);

  private final OffScriptVoice aside;
  private final AgiVariables variables;
  private final Speech speech;
  private final Attendants attendants;

  AgiRecording(OffScriptVoice aside, AgiVariables variables, Speech speech, Attendants attendants) {
    this.aside = aside;
    this.variables = variables;
    this.speech = speech;
    this.attendants = attendants;
  }

  void announce(UUID attempt) throws StopPressed {
    boolean begins = false;
    try {
      Optional<Announcement> announcement = aside.ask(() -> attendants.recording(attempt));
      begins = announcement.isPresent() && isSaid(announcement.get());
      if (begins) {
        variables.record();
      }
    } catch (AgiGone e) {
      begins = false;
      LOG.debug("attempt {}: gone before it was recorded: {}", attempt, e.getMessage());
    } catch (CallFault | RuntimeException e) {
      begins = false;
      LOG.error("attempt {}: that it is recorded could not be said, so it is not", attempt, e);
    } finally {
      attendants.recorded(attempt, begins);
    }
  }

  private boolean isSaid(Announcement announcement) throws AgiGone, CallFault, StopPressed {
    return announcement.words().isEmpty()
        || aside.playWhole(speech.prepare(announcement.language(), announcement.words()));
  }
}
