/// Makes speech: it uses recordings if there are some, espeak-ng and sox for the rest, and keeps both in a bounded
/// folder that the exchange reads.
///
/// This package imports `call`, `document` and `register`. The programs are started here and nowhere else, never
/// through a shell.
package org.obzvon.call.tts;
