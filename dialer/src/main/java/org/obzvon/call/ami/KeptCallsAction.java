package org.obzvon.call.ami;

import org.asteriskjava.manager.action.AbstractManagerAction;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.event.ResponseEvent;

/// Asks for our part of the exchange's database. It needs only the right `reporting`. The library lacks this action.
/// The class is public, with public getters, because the library reads it by reflection.
public final class KeptCallsAction extends AbstractManagerAction implements EventGeneratingAction {
  private static final long serialVersionUID = 1;

  @Override
  public String getAction() {
    return "DBGetTree";
  }

  public String getFamily() {
    return KeptCallParser.FAMILY;
  }

  @Override
  public Class<? extends ResponseEvent> getActionCompleteEventClass() {
    return KeptEntriesEndEvent.class;
  }
}
