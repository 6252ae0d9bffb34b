/// The console's phrases, with plurals, numbers and dates as each language writes them (ICU).
package org.obzvon.console.icu;
