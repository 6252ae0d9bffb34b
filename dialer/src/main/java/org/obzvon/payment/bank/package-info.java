/// Reads the files in which banks tell payments: Sberbank's register, 1CClientBankExchange, MT940 and camt.053.
///
/// Banks know no accounts of ours: these are found in the words of a payment. Uses the XML reader of the JDK; imports
/// `payment` and `register`.
package org.obzvon.payment.bank;
