/// Message centres over SMPP 3.4 (jsmpp): one bound connection each, a window of messages that await a response,
/// delivery receipts, answers of debtors.
///
/// Imports `sms` and `register`.
package org.obzvon.sms.smpp;
