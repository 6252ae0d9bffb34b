/// Twilio: one POST per message, status callbacks and answers with verified signatures, and status queries when no
/// callback came.
///
/// Imports `sms` and `register`.
package org.obzvon.sms.twilio;
