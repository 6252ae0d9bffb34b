/// Renders ICU message patterns: plural forms, written money and dates in Russian, Romanian and English.
///
/// Imports `sms` and `register`. The short names of currencies are here because ICU's are too long or foreign.
package org.obzvon.sms.icu;
