package org.obzvon.rehearsal.smsc;

import org.jsmpp.bean.OptionalParameter;

/// A message from a telephone as it stands on the wire.
///
/// @param ton type of the sender's number, SMPP 3.4 §5.2.5
public record RawAnswer(
    int ton, String from, String to, int esmClass, int dataCoding, byte[] octets, OptionalParameter... more) {}
