/// Providers with a simple HTTP interface, each described by a YAML file: how to send, how to read the answer, how a
/// report and an answer of a debtor look.
///
/// Imports `sms` and `register`; JSON is read with Jackson.
package org.obzvon.sms.http;
