package org.obzvon.call.ami;

import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.event.ResponseEvent;

/// One entry of the exchange's database, as an answer to [KeptCallsAction]. It is public, with a public constructor and
/// setters, because the library fills it by reflection.
@AsteriskMapping("DBGetTreeResponse")
public final class KeptEntryEvent extends ResponseEvent {
  private static final long serialVersionUID = 1;

  private String key;
  private String val;

  public KeptEntryEvent(Object source) {
    super(source);
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public String getVal() {
    return val;
  }

  public void setVal(String val) {
    this.val = val;
  }
}
