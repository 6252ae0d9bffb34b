/// The rehearsal: a seeded population of invented debtors, their simulated telephone network, simulated channels, the
/// thirty-day walk and the check of the resulting ledger. Everything it produces is labelled as simulated.
///
/// Imports `register` and `contact`. `.exchange` is the simulated telephone exchange (Netty), `.smsc` the simulated
/// message centre, `.jooq` reads the ledger for the check. No test of the real path may use it in place of Asterisk.
package org.obzvon.rehearsal;
