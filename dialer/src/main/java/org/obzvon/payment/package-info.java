/// Imports payments from files or as objects, once each by their source and their id there; payments can be taken back
/// and moved to other accounts. Payments change the balance, settle promises and withdraw the contacts of accounts that
/// no longer owe.
///
/// Imports `register`, `campaign` and `contact`. `.csv` reads files, `.jooq` stores.
package org.obzvon.payment;
