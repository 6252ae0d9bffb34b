package org.obzvon.sms.smpp;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.MessageId;
import org.obzvon.document.SafeText;
import org.obzvon.register.Phone;
import org.obzvon.sms.DataCoding;
import org.obzvon.sms.DeliveryReport;
import org.obzvon.sms.GatewaySink;
import org.obzvon.sms.Incoming;
import org.obzvon.sms.IncomingPart;
import org.obzvon.sms.SenderParser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes PDUs from a centre. Each is acknowledged only after it is stored; otherwise the centre sends it again.
record SmppListener(
    String gateway, SmppSettings.Receipts receipts, SenderParser numbers, GatewaySink arrivals, InstantSource clock)
    implements
      MessageReceiverListener {
  private static final Logger LOG = LoggerFactory.getLogger(SmppListener.class);

  @Override
  public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
    take(message);
  }

  /// Takes data_sm: some centres send receipts, and some all messages, this way.
  @Override
  public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
    take(message);
    try {
      return new DataSmResult(new MessageId("0"), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  private void take(AbstractSmCommand message) throws ProcessRequestException {
    try {
      switch (Receipt.read(message, receipts.errorCodes())) {
        case Receipt.Reading.Read(Receipt receipt) -> {
          var subject = new DeliveryReport.Subject(gateway, receipt.remoteIds(), about(message), Optional.empty());
          // A person can write the fields of a receipt, but not the id of a message that went to their own number.
          if (receipt.marked() || arrivals.mayBeOurs(subject)) {
            reported(receipt, subject);
          } else {
            answer(message);
          }
        }
        case Receipt.Reading.Unreadable(String text) ->
            LOG.warn("gateway {}: a receipt could not be read: {}", gateway, SafeText.line(text));
        case Receipt.Reading.Other _ -> answer(message);
      }
    } catch (RuntimeException e) {
      LOG.error("gateway {}: what it brought could not be stored; it will bring it again", gateway, e);
      throw new ProcessRequestException("not stored", SMPPConstant.STAT_ESME_RX_T_APPN, e);
    }
  }

  private void reported(Receipt receipt, DeliveryReport.Subject subject) {
    arrivals.reported(new DeliveryReport(subject, receipt.fate(), receipt.code(), Optional.empty(), clock.instant()));
  }

  /// The debtor's number. A receipt comes from it, or is addressed to it if the centre does not swap the addresses.
  private Optional<Phone> about(AbstractSmCommand message) {
    Incoming.Sender from = numbers.read(message.getSourceAddr(), form(message.getSourceAddrTon()));
    boolean swapped = !isOurs(from) && (from.phone().isPresent() || from.written().matches("[+\\d]*"));
    return swapped ? from.phone() : numbers.read(message.getDestAddress(), form(message.getDestAddrTon())).phone();
  }

  private boolean isOurs(Incoming.Sender sender) {
    Incoming.Sender us = numbers.read(receipts.sender(), SenderParser.Form.UNKNOWN);
    return sender.written().equalsIgnoreCase(us.written()) || sender.phone().isPresent()
        && sender.phone().equals(us.phone());
  }

  private void answer(AbstractSmCommand message) {
    Incoming.Sender from = numbers.read(message.getSourceAddr(), form(message.getSourceAddrTon()));
    UserData content = UserData.of(message);
    String to = message.getDestAddress();
    if (content.part().isPresent()) {
      UserData.Part part = content.part().get();
      var key = new IncomingPart.Key(gateway, from, to, part.reference(), part.total());
      arrivals.received(new IncomingPart(key, part.number(), content.coding(), content.octets(), clock.instant()));
      return;
    }
    DataCoding.Decoded decoded = content.decoded();
    if (!decoded.known()) {
      LOG.warn("gateway {}: a message in the unknown data coding {} waits in the inbox with its bytes", gateway,
          content.coding());
    }
    arrivals.received(whole(from, to, decoded));
  }

  /// Makes a whole message. SMPP gives incoming messages no id: the same text from the same sender within the hour
  /// counts as a repetition.
  private Incoming whole(Incoming.Sender from, String to, DataCoding.Decoded decoded) {
    String key = from + "|" + to + "|" + clock.instant().truncatedTo(ChronoUnit.HOURS) + "|" + decoded.text();
    String id = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    var marks = new Incoming.Marks(Optional.empty(), false, !decoded.known());
    return new Incoming(gateway, id, from, to, decoded.text(), marks, clock.instant());
  }

  /// @param ton type of number, §5.2.5
  private static SenderParser.Form form(byte ton) {
    return switch (ton) {
      case 1 -> SenderParser.Form.INTERNATIONAL;
      case 2 -> SenderParser.Form.NATIONAL;
      case 5 -> SenderParser.Form.NAME;
      default -> SenderParser.Form.UNKNOWN; // also network-specific, subscriber and abbreviated numbers
    };
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alert) {
    // A telephone is back in the network; we requested no such alert and nothing follows from it.
  }
}
