/// Reads debtors' answers: a stop request, a promise, a payment, or something else with its reason. Pure functions of a
/// text and a day; [AnswerReader] is the only entry point, and one class per language holds its words.
///
/// Imports `register` and `contact`.
package org.obzvon.sms.answers;
