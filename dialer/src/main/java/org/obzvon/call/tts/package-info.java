/// Speech: recordings where there are some, espeak-ng and sox for the rest, both kept in a bounded folder that
/// the exchange reads.
///
/// Imports `call`, `document` and `register`. The programs are started here and nowhere else, never through a shell.
package org.obzvon.call.tts;
