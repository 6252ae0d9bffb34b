/// A telephone exchange on loopback that speaks the AMI wire protocol and calls back over FastAGI as Asterisk 22 does,
/// so that the whole product runs without a telephone line. The port `rehearsal.Telephone` decides who answers.
///
/// Imports `rehearsal` and `register`. It is the only package of the rehearsal that uses Netty.
package org.obzvon.rehearsal.exchange;
