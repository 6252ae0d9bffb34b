/// Reads what debtors write back: a request to stop, a promise, a payment, or something else with its reason. Pure
/// functions of a text and a day; [AnswerReader] is the only entry, one class a language holds its words.
///
/// Imports `register` and `contact`.
package org.obzvon.sms.answers;
