/// Measures whether contacting changes anything, and by how much: the statistics (pure functions of numbers), the
/// analysis of a table of accounts by assigned arm, the cost of contacts, the planner and the words of the verdict.
///
/// It imports `register`, `campaign`, `contact` and `payment`. `.csv` reads a table of accounts from a file, `.jooq`
/// reads one from the ledger, `.yaml` reads rate tables; `.json` (Jackson), `.csv` and `.html` write the report. Its
/// words are in `comparison/report_??.properties`, so that a report is available in three languages.
package org.obzvon.comparison;
