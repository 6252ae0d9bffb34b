/// A message centre that sends nothing: an SMPP 3.4 server (jsmpp) on loopback that throttles, loses, duplicates and
/// cuts like a real one.
///
/// Imports `rehearsal` and `register`.
package org.obzvon.rehearsal.smsc;
