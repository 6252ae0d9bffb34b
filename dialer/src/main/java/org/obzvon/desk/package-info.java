/// The desk where people talk to debtors: who is signed on, calls the robot hands over, human campaigns, what an
/// operator writes down afterwards, and call-backs.
///
/// Imports `register`, `contact`, `call` (the exchange's queue, what the robot said) and of `policy` the stop entries.
/// Contacts to call and permitted hours come through its own ports. `.jooq` keeps seats, conversations and tickets,
/// `.yaml` reads the operators' texts.
package org.obzvon.desk;
