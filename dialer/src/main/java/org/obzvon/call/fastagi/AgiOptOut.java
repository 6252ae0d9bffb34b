package org.obzvon.call.fastagi;

import java.time.InstantSource;
import java.util.UUID;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.OperatorTransfer.Announcement;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Speech;
import org.obzvon.contact.ContactOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Obeys the stop key that was pressed outside of a script: stores the wish, says goodbye and hangs up.
final class AgiOptOut {
  private static final Logger LOG = LoggerFactory.getLogger(AgiOptOut.class);

  private final AgiVoice voice;
  private final Speech speech;
  private final FastAgiServer.Listeners listeners;
  private final InstantSource clock;

  AgiOptOut(AgiVoice voice, Speech speech, FastAgiServer.Listeners listeners, InstantSource clock) {
    this.voice = voice;
    this.speech = speech;
    this.listeners = listeners;
    this.clock = clock;
  }

  void obey(UUID attempt) {
    ContactOutcome soFar = listeners.dialogues().stopped(attempt, clock.instant());
    listeners.wishes().heard(attempt, soFar);
    try {
      sayGoodbye(attempt, listeners.attendants());
    } catch (AgiGone e) {
      LOG.debug("attempt {}: gone during the goodbye: {}", attempt, e.getMessage());
    } catch (RobotFault | RuntimeException e) {
      LOG.error("attempt {}: its stop entry is stored, but the goodbye could not be said", attempt, e);
    } finally {
      voice.hangUp();
    }
  }

  private void sayGoodbye(UUID attempt, OperatorTransfer attendants) throws AgiGone, RobotFault {
    Announcement goodbye = attendants.stopped(attempt).orElse(null);
    if (goodbye == null || goodbye.words().isEmpty()) {
      return;
    }
    try {
      new OffScriptVoice(voice).playWhole(speech.prepare(goodbye.language(), goodbye.words()));
    } catch (StopPressed _) {
      LOG.debug("attempt {}: the stop key was pressed once more", attempt);
    }
  }
}
