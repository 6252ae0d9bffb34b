/// Providers with a simple HTTP interface, each described by a YAML file: how to send, how to read the answer, and the
/// format of reports and debtors' answers.
///
/// Imports `sms` and `register`; JSON is read with Jackson.
package org.obzvon.sms.http;
