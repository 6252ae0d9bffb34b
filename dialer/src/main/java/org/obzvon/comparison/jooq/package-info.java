/// Reads a table of accounts from the ledger with jOOQ: enrolments, assignments, attempts, promises, payments and what
/// happened at the desk.
///
/// It imports `comparison`, `contact` and the generated tables, and only reads.
package org.obzvon.comparison.jooq;
