/// Text messages as a channel: templates, encoding and segments, gateways by prefix, delivery report → outcome, answers
/// of debtors. Submit and report are two steps; what a gateway said last month still finds its message.
///
/// Imports `register` and `contact`. Edges: `.icu` renders, `.yaml` reads templates and provider files, `.jooq` keeps
/// messages, reports and the inbox, `.twilio`, `.smpp` and `.http` speak with gateways.
package org.obzvon.sms;
