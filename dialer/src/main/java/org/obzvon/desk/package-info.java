/// The desk where operators talk to debtors: sign-on, calls that the robot hands over, human campaigns, dispositions
/// and call-backs.
///
/// Imports `register`, `contact`, `call` (the exchange's queue, what the robot said) and from `policy` the
/// suppressions and profiles. Contacts to call and permitted hours come through its own ports. `.jooq` stores seats,
/// conversations and tickets, `.yaml` reads the operators' texts.
package org.obzvon.desk;
