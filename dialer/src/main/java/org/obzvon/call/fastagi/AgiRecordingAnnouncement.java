package org.obzvon.call.fastagi;

import java.util.Optional;
import java.util.UUID;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.OperatorTransfer.Announcement;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Speech;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a debtor that their talk is recorded from now on. The dialplan records only after this was said to the end.
final class AgiRecordingAnnouncement {
  private static final Logger LOG = LoggerFactory.getLogger(AgiRecordingAnnouncement.class);

  private final OffScriptVoice aside;
  private final AgiVariables variables;
  private final Speech speech;
  private final OperatorTransfer attendants;

  AgiRecordingAnnouncement(OffScriptVoice aside, AgiVariables variables, Speech speech, OperatorTransfer attendants) {
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
    } catch (RobotFault | RuntimeException e) {
      begins = false;
      LOG.error("attempt {}: that it is recorded could not be said, so it is not", attempt, e);
    } finally {
      attendants.recorded(attempt, begins);
    }
  }

  private boolean isSaid(Announcement announcement) throws AgiGone, RobotFault, StopPressed {
    return announcement.words().isEmpty()
        || aside.playWhole(speech.prepare(announcement.language(), announcement.words()));
  }
}
