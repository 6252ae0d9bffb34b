/// Reads a table of accounts from the ledger, household by household: enrolments, assignments, attempts, promises,
/// payments and what happened at the desk. Stores registered plans, looks and the newest report of each campaign.
///
/// It imports `comparison`, `contact`, `payment` and the generated tables. What it reads of the ledger it never changes.
package org.obzvon.comparison.jooq;
