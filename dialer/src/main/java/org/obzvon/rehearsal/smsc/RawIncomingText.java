package org.obzvon.rehearsal.smsc;

import org.jsmpp.bean.OptionalParameter;

/// A message from a telephone as it is on the wire.
///
/// @param ton type of the sender's number, SMPP 3.4 §5.2.5
public record RawIncomingText(
    int ton, String from, String to, int esmClass, int dataCoding, byte[] octets, OptionalParameter... more) {}
