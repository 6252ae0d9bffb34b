/// The rehearsal: a seeded population of invented debtors, the telephone network they sit behind, simulated channels,
/// the thirty-day walk and the check of the ledger it leaves. Everything it produces is labelled as simulated.
///
/// Imports `register` and `contact`. `.exchange` is the simulated telephone exchange (Netty), `.jooq` reads the
/// ledger for the check. Nothing that tests the real path may use it in place of Asterisk.
package org.obzvon.rehearsal;
