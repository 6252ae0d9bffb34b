package org.obzvon.call.fastagi;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.obzvon.call.OperatorTransfer;
import org.obzvon.call.OperatorTransfer.CallBackOffer;
import org.obzvon.call.RobotFault;
import org.obzvon.call.Phrase;
import org.obzvon.call.Speech;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks to a debtor who waited for an operator in vain: an apology, and the offer of a call-back that key 1 accepts.
/// It changes nothing of the conversation's own result; the dialplan hangs up.
final class AgiCallBackOffer {
  private static final Logger LOG = LoggerFactory.getLogger(AgiCallBackOffer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final OffScriptVoice aside;
  private final Speech speech;
  private final OperatorTransfer attendants;

  AgiCallBackOffer(OffScriptVoice aside, Speech speech, OperatorTransfer attendants) {
    this.aside = aside;
    this.speech = speech;
    this.attendants = attendants;
  }

  void make(UUID attempt) throws StopPressed {
    try {
      Optional<CallBackOffer> offer = aside.ask(() -> attendants.nobodyCame(attempt));
      if (offer.isPresent()) {
        make(attempt, offer.get(), attendants);
      }
    } catch (AgiGone e) {
      LOG.debug("attempt {}: gone during the offer: {}", attempt, e.getMessage());
    } catch (RobotFault | RuntimeException e) {
      LOG.error("attempt {}: a call-back could not be offered", attempt, e);
    }
  }

  private void make(UUID attempt, CallBackOffer offer, OperatorTransfer attendants)
      throws AgiGone, RobotFault, StopPressed {
    Optional<Character> key = say(offer, offer.apology());
    if (offer.question().isEmpty()) {
      return;
    }
    if (key.isEmpty()) {
      key = say(offer, offer.question());
    }
    if (key.isEmpty()) {
      key = aside.listen(PATIENCE);
    }
    boolean kept = key.filter(pressed -> pressed == '1').isPresent() && isKept(attempt, attendants);
    say(offer, kept ? offer.agreed() : offer.declined());
  }

  /// Stores the call-back. A debtor who presses the stop key meanwhile gets none.
  private boolean isKept(UUID attempt, OperatorTransfer attendants) throws AgiGone, RobotFault, StopPressed {
    AtomicBoolean wanted = new AtomicBoolean(true);
    try {
      return aside.ask(() -> attendants.wantsCallBack(attempt, wanted::get));
    } catch (StopPressed e) {
      wanted.set(false);
      throw e;
    }
  }

  /// Says the phrases until their end or the first key.
  private Optional<Character> say(CallBackOffer offer, List<Phrase> phrases) throws AgiGone, RobotFault, StopPressed {
    return phrases.isEmpty()
        ? Optional.empty()
        : aside.playUntilKey(speech.prepare(offer.language(), phrases));
  }
}
