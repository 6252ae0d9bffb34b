/// A table of accounts from the ledger: enrolments, assignments, attempts, promises and payments, read with jOOQ.
///
/// Imports `comparison`, `contact` and the generated tables. Reads only.
package org.obzvon.comparison.jooq;
