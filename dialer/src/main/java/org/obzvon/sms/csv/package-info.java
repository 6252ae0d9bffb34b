/// Writes notices and their receipts as a table.
package org.obzvon.sms.csv;
