/// Text messages as a channel: templates, encoding and segments, gateways by prefix, delivery report → outcome, answers
/// of debtors. Submit and report are two steps; a report that arrives a month later still finds its message.
///
/// Imports `register` and `contact`. Adapters: `.icu` renders, `.yaml` reads templates and provider files, `.jooq`
/// stores messages, reports and the inbox, `.twilio`, `.smpp` and `.http` communicate with gateways.
package org.obzvon.sms;
