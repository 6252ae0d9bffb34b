/// The real telephone exchange: one Asterisk over its manager interface (AMI), through asterisk-java.
///
/// This package imports `register`, `contact` and `call`. The library's types do not leave it: events become
/// `CallEvent` at once. The library reads and writes the wire; the heart-beat, reconnecting and reconciling are ours.
package org.obzvon.call.ami;
