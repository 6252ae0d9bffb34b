/// A table of accounts from the ledger: enrolments, assignments, attempts, promises, payments and
/// what happened at the desk, read with jOOQ.
///
/// Imports `comparison`, `contact` and the generated tables. Reads only.
package org.obzvon.comparison.jooq;
