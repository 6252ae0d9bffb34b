/// Writes notices and their receipts as a CSV table.
package org.obzvon.sms.csv;
