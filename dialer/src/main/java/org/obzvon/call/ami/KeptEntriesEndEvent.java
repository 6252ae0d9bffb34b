package org.obzvon.call.ami;

import org.asteriskjava.manager.AsteriskMapping;
import org.asteriskjava.manager.event.ResponseEvent;

/// The end of the answer to [KeptCallsAction]. It is public, with a public constructor and setters, because the library
/// fills it by reflection.
@AsteriskMapping("DBGetTreeComplete")
public final class KeptEntriesEndEvent extends ResponseEvent {
  private static final long serialVersionUID = 1;

  private Integer listItems;
  private String eventList;

  public KeptEntriesEndEvent(Object source) {
    super(source);
  }

  public Integer getListItems() {
    return listItems;
  }

  public void setListItems(Integer listItems) {
    this.listItems = listItems;
  }

  public String getEventList() {
    return eventList;
  }

  public void setEventList(String eventList) {
    this.eventList = eventList;
  }
}
