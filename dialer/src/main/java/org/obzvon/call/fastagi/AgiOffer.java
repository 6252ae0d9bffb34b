package org.obzvon.call.fastagi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.obzvon.call.Attendants;
import org.obzvon.call.Attendants.CallBackOffer;
import org.obzvon.call.CallFault;
import org.obzvon.call.Phrase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks to a debtor who waited for an operator in vain: an apology, and a call-back that he may take with key 1.
/// Changes nothing of the conversation's own result; the dialplan hangs up.
final class AgiOffer {
  private static final Logger LOG = LoggerFactory.getLogger(AgiOffer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final AgiVoice voice;
  private final FastAgiServer.Parts parts;

  AgiOffer(AgiVoice voice, FastAgiServer.Parts parts) {
    this.voice = voice;
    this.parts = parts;
  }

  void make(UUID attempt) {
    Attendants attendants = parts.listeners().attendants();
    try {
      Optional<CallBackOffer> offer = attendants.nobodyCame(attempt);
      if (offer.isPresent()) {
        make(attempt, offer.get(), attendants);
      }
    } catch (AgiGone e) {
      LOG.debug("attempt {}: gone during the offer: {}", attempt, e.getMessage());
    } catch (CallFault | RuntimeException e) {
      LOG.error("attempt {}: a call-back could not be offered", attempt, e);
    }
  }

  private void make(UUID attempt, CallBackOffer offer, Attendants attendants) throws AgiGone, CallFault {
    Optional<Character> key = say(offer, offer.apology());
    if (offer.question().isEmpty()) {
      return;
    }
    if (key.isEmpty()) {
      key = say(offer, offer.question());
    }
    if (key.isEmpty()) {
      key = voice.listen(PATIENCE);
    }
    boolean kept = key.filter(pressed -> pressed == '1').isPresent() && attendants.wantsCallBack(attempt, () -> true);
    say(offer, kept ? offer.agreed() : offer.declined());
  }

  /// Ends at the first key.
  private Optional<Character> say(CallBackOffer offer, List<Phrase> phrases) throws AgiGone, CallFault {
    if (phrases.isEmpty()) {
      return Optional.empty();
    }
    for (String sound : parts.speech().prepare(offer.language(), phrases)) {
      Optional<AgiVoice.Pressed> pressed = voice.play(sound, 0);
      if (pressed.isPresent()) {
        return pressed.map(AgiVoice.Pressed::key);
      }
    }
    return Optional.empty();
  }
}
