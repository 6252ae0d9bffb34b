/// Twilio: one POST a message, status callbacks and answers with their signature checked, questions after silence.
///
/// Imports `sms` and `register`.
package org.obzvon.sms.twilio;
