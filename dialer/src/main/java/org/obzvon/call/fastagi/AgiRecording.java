package org.obzvon.call.fastagi;

import java.util.Optional;
import java.util.UUID;
import org.obzvon.call.Attendants;
import org.obzvon.call.Attendants.Announcement;
import org.obzvon.call.CallFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells a debtor that his talk is recorded from now on. The dialplan records only after this was said to the end.
final class AgiRecording {
  private static final Logger LOG = LoggerFactory.getLogger(AgiRecording.class);
  /// Keys interrupt a sound; who leans on them hears the rest of it no sooner.
  private static final int MOST_KEYS = 20;

  private final AgiVoice voice;
  private final FastAgiServer.Parts parts;

  AgiRecording(AgiVoice voice, FastAgiServer.Parts parts) {
    this.voice = voice;
    this.parts = parts;
  }

  void announce(UUID attempt) {
    Attendants attendants = parts.listeners().attendants();
    boolean begins = false;
    try {
      Optional<Announcement> announcement = attendants.recording(attempt);
      begins = announcement.isPresent() && isSaid(announcement.get());
      if (begins) {
        voice.tell("OBZVON_RECORD", "yes");
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

  private boolean isSaid(Announcement announcement) throws AgiGone, CallFault {
    if (announcement.words().isEmpty()) {
      return true;
    }
    int keys = 0;
    for (String sound : parts.speech().prepare(announcement.language(), announcement.words())) {
      Optional<AgiVoice.Pressed> pressed = voice.play(sound, 0);
      while (pressed.isPresent()) {
        if (++keys > MOST_KEYS) {
          return false;
        }
        pressed = voice.play(sound, pressed.get().atSample());
      }
    }
    return true;
  }
}
