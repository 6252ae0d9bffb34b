/// Reads payment files with the table reader of `register.csv`.
package org.obzvon.payment.csv;
