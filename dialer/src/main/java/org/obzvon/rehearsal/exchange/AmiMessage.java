package org.obzvon.rehearsal.exchange;

import org.obzvon.document.SafeText;

/// One message to an AMI client: headers in order, with a blank line at the end.
final class AmiMessage {
  private final StringBuilder wire = new StringBuilder(512);

  private AmiMessage() {}

  static AmiMessage event(String name, String privilege) {
    AmiMessage event = new AmiMessage().with("Event", name);
    return privilege.isEmpty() ? event : event.with("Privilege", privilege);
  }

  static AmiMessage success(AmiAction action, String message) {
    return response(action, "Success", message);
  }

  static AmiMessage error(AmiAction action, String message) {
    return response(action, "Error", message);
  }

  static AmiMessage response(AmiAction action, String result, String message) {
    AmiMessage answer = new AmiMessage().with("Response", result);
    action.first("ActionID").ifPresent(id -> answer.with("ActionID", id));
    return message.isEmpty() ? answer : answer.with("Message", message);
  }

  /// Adds a header; line breaks in the value are removed, so it cannot inject another header.
  AmiMessage with(String header, String value) {
    wire.append(header).append(": ").append(SafeText.line(value)).append("\r\n");
    return this;
  }

  String wire() {
    return wire + "\r\n";
  }
}
