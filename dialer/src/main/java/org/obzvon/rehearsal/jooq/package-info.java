/// Reads the ledger, the stop entries, the enrolled balances and the payments for `rehearsal.LedgerCheck`.
///
/// Imports `rehearsal`, `contact` and the generated tables; writes nothing.
package org.obzvon.rehearsal.jooq;
