/// Reads the files in which banks report payments: Sberbank's register, 1CClientBankExchange, MT940 and camt.053.
///
/// Banks do not know our accounts: they are found in the purpose of a payment. This package uses the XML reader of the
/// JDK and imports `payment` and `register`.
package org.obzvon.payment.bank;
