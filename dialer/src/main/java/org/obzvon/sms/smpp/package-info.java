/// Message centres over SMPP 3.4 (jsmpp): one bound connection each, a window of messages whose answer is awaited, delivery
/// receipts, answers of debtors.
///
/// Imports `sms` and `register`.
package org.obzvon.sms.smpp;
