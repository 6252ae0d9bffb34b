/// Reads the ledger, the suppressions, the enrolled balances and the payments for `rehearsal.LedgerCheck`.
///
/// Imports `rehearsal`, `contact` and the generated tables; it writes nothing.
package org.obzvon.rehearsal.jooq;
