/// Payments: taken from files or as objects, once each by their source and their id there; taken back and moved to other
/// accounts. They change the balance, settle promises and call off the contacts of accounts that no longer owe.
///
/// Imports `register`, `campaign` and `contact`. `.csv` reads files, `.jooq` stores.
package org.obzvon.payment;
