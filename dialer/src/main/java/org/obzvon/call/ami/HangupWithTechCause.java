package org.obzvon.call.ami;

import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.event.HangupEvent;

/// The library's event of a hang-up does not know `TechCause`, Asterisk's word for the SIP status.
/// Public, with a public constructor and setter, because the library fills it by reflection.
@AsteriskMapping("Hangup")
public final class HangupWithTechCause extends HangupEvent {
  private static final long serialVersionUID = 1;

  private String techCause;

  public HangupWithTechCause(Object source) {
    super(source);
  }

  public String getTechCause() {
    return techCause;
  }

  public void setTechCause(String techCause) {
    this.techCause = techCause;
  }
}
