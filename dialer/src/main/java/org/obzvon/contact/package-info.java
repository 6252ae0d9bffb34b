/// The types of a contact: planned contact, attempt, outcome, reason, promise, and the two ports to the outside,
/// `ContactChannel` (submit) and `OutcomeSink` (report).
///
/// Imports `register`. `.jooq` stores the ledger: one row per attempt, never changed after it closed.
package org.obzvon.contact;
