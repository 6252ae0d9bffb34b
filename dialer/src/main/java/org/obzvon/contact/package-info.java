/// The words of a contact: planned contact, attempt, outcome, reason, promise, and the two ports at the border,
/// `ContactChannel` (submit) and `OutcomeSink` (report).
///
/// Imports `register`. `.jooq` keeps the ledger: one row an attempt, never changed after it closed.
package org.obzvon.contact;
