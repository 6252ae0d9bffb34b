package org.obzvon.call.ami;

import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.event.HangupEvent;

/// A hang-up event with `TechCause`, Asterisk's field for the SIP status, which the library's own event lacks. It is
/// public, with a public constructor and setter, because the library fills it by reflection.
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
