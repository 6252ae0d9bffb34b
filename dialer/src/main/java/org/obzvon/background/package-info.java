/// Work that goes on in the background for as long as the service runs: [org.obzvon.background.BackgroundLoop] repeats a
/// task, [org.obzvon.background.ConnectionKeeper] keeps a connection open.
///
/// It is a leaf: it imports nothing of ours, and every package may import it.
package org.obzvon.background;
