/// Robot calls: the IVR script and its pure step machine, the spoken words, and the tracker that makes one outcome of
/// what the exchange and the IVR tell in any order.
///
/// This package imports `register` and `contact`. `.ami` speaks to Asterisk (asterisk-java), `.fastagi` leads the
/// conversation (Netty), `.tts` renders speech, `.icu` spells amounts and days (ICU4J), `.yaml` reads scripts.
package org.obzvon.call;
